/** A file that someone chose or dropped: a trace as JSON, or CSV, or a link that was saved. */
import { describeValue } from "../../model/schema/fault.ts";
import type { DecodedLink } from "../decodeLink.ts";
import { isLinkFile, readLinkFile } from "../linkFile.ts";
import type { PresetLookup } from "../linkState.ts";
import { MAX_FILE_BYTES, failure, type ReadResult } from "./openedRun.ts";
import { readCsv } from "./readCsv.ts";
import { readTrace } from "./readTrace.ts";

const MEBIBYTE = 2 ** 20;
/** A link with inline data or explicit parameters may be long, a trace is longer. */
const MOST_LINK_CHARACTERS = 8 * MEBIBYTE;

/** The text of a file as a run; what begins like JSON is read as a trace. */
export function readText(text: string): ReadResult {
  return /^\uFEFF?\s*[[{]/.test(text) ? readTrace(text) : readCsv(text);
}

/** One sentence about a file, named and on one line. */
function fileSentence(name: string, what: string): string {
  return `The file ${describeValue(name)} cannot be opened: ${what}`;
}

export type ReadFile = ReadResult | { ok: true; link: DecodedLink };

/** The text as a link that was saved; null when it is something else. */
function readLink(text: string, findPreset: PresetLookup): ReadFile | null {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
  return isLinkFile(value) ? readLinkFile(value, findPreset) : null;
}

/**
 * Read a file with a run, or with a link. Never throws: an error is a sentence that names the file and
 * says what is wrong.
 */
export async function readFile(file: File, findPreset: PresetLookup): Promise<ReadFile> {
  if (file.size > MAX_FILE_BYTES) {
    const size = Math.ceil(file.size / MEBIBYTE);
    const most = MAX_FILE_BYTES / MEBIBYTE;
    return failure(fileSentence(file.name, `it has ${size} MB, at most ${most} MB are read.`));
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    return failure(fileSentence(file.name, "the browser could not read it."));
  }
  // A trace may be long: it is not parsed twice.
  const isShort = text.length < MOST_LINK_CHARACTERS;
  const result = (isShort ? readLink(text, findPreset) : null) ?? readText(text);
  return result.ok ? result : failure(fileSentence(file.name, result.error));
}
