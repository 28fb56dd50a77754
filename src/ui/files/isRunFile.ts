const LOOKED_AT = 4096;
/** A run without one of them is told what it lacks. */
const COLUMNS = [/\bstep\b/i, /\bloss\b/i, /\bsharpness\b/i];

/**
 * Whether a file is a run or a link, as far as its beginning tells: JSON, or CSV that names what runs
 * have. Anything else may be data to train on.
 */
export async function isRunFile(file: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer());
  if (bytes.includes(0)) return false;
  const text = new TextDecoder().decode(bytes);
  const named = COLUMNS.filter((column) => column.test(text));
  return /^\s*[[{]/.test(text) || named.length >= 2;
}
