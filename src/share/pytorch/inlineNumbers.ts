/** Numbers in the text of a script, exactly, in as few characters as that takes. */

type Kind = "uint8" | "float32" | "float64";

/** Characters in a line of a script. */
const LINE = 96;
/** Arguments of one call: engines limit them. */
const CHUNK = 0x8000;

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(text);
}

/** The smallest kind of number that holds all values exactly. */
function kindOf(values: Float64Array): Kind {
  if (values.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)) {
    return "uint8";
  }
  return values.every((value) => Math.fround(value) === value) ? "float32" : "float64";
}

function bytesOf(values: Float64Array, kind: Kind): Uint8Array {
  if (kind === "uint8") return Uint8Array.from(values);
  const array = kind === "float32" ? Float32Array.from(values) : values.slice();
  return new Uint8Array(array.buffer);
}

/** A call of the script's function `numbers` that gives these values as a flat float64 tensor. */
export function inlineNumbers(values: Float64Array): string {
  const kind = kindOf(values);
  const lines = base64(bytesOf(values, kind)).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  const text = lines.length === 1 ? `"${lines[0]}"` : `"""\n${lines.join("\n")}\n"""`;
  return `numbers(${text}, torch.${kind})`;
}
