import { FileFault } from "./fileFault.ts";

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * What a gzip file holds; a small one may hold much, so that it is given up at `mostBytes`.
 * @throws FileFault
 */
export async function gunzip(
  bytes: Uint8Array<ArrayBuffer>,
  mostBytes: number,
): Promise<Uint8Array> {
  if (typeof DecompressionStream === "undefined") {
    throw new FileFault("this browser cannot unpack gzip; unpack the file first.");
  }
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const reader = unpacked.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > mostBytes) break;
      chunks.push(part.value);
    }
  } catch {
    throw new FileFault(`it is damaged: gzip breaks off after ${length} bytes.`);
  }
  if (length > mostBytes) {
    await reader.cancel().catch(() => undefined);
    throw new FileFault(`unpacked it has more than ${mostBytes} bytes, the most that are read.`);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
