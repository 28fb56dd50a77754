import { readFile } from "node:fs/promises";

/** Read a file of the app's data folder from disk. */
export async function readDataFile(fileName: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(new URL(`../../public/data/${fileName}`, import.meta.url)));
}
