/**
 * A reader of the app's data folder, `dataUrl` its address ending in a slash.
 * @param onBytes hears how many bytes have come, and of how many where the server says so. What it
 * throws ends the download.
 * @param files how many files will be read, one after the other, of about the same length
 */
export function dataFileReader(
  dataUrl: string,
  onBytes: (done: number, total: number | null) => void = () => undefined,
  files = 1,
): (fileName: string) => Promise<Uint8Array> {
  let filesDone = 0;
  let bytesDone = 0;
  return async (fileName) => {
    const response = await fetch(new URL(fileName, dataUrl));
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    if (response.body === null) return new Uint8Array(await response.arrayBuffer());
    const reader = response.body.getReader();
    const announced = announcedBytes(response.headers);
    const total =
      announced === null ? null : bytesDone + announced * Math.max(1, files - filesDone);
    const chunks: Uint8Array[] = [];
    let length = 0;
    try {
      onBytes(bytesDone, total);
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        chunks.push(part.value);
        length += part.value.length;
        onBytes(bytesDone + length, total);
      }
    } catch (error) {
      await reader.cancel().catch(() => undefined);
      throw error;
    }
    filesDone++;
    bytesDone += length;
    return joined(chunks, length);
  };
}

/** Of a compressed answer the length on the way is known, not that of what is read. */
function announcedBytes(headers: Headers): number | null {
  const length = Number(headers.get("content-length"));
  return length > 0 && headers.get("content-encoding") === null ? length : null;
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
