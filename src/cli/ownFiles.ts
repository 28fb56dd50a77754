import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../math/sha256.ts";
import type { DataSource, FileIdentity } from "../model/experiment.ts";
import type { FileRows } from "../model/ownData/fileRows.ts";
import { readFiles } from "../model/ownData/readFiles.ts";
import { describeValue } from "../model/schema/fault.ts";

async function bytesOf(folder: string, { name, sha256: wanted }: FileIdentity) {
  const bytes = await readFile(join(folder, name)).catch((cause: unknown) => {
    const error = `data.files: ${describeValue(name)} must lie beside the experiment and could not be read.`;
    throw new Error(error, { cause });
  });
  const found = sha256(bytes);
  if (found !== wanted) {
    throw new Error(
      `data.files: ${describeValue(name)} is not the file of the experiment: its SHA-256 is ${found}, must be ${wanted}.`,
    );
  }
  return { name, bytes: new Uint8Array(bytes) };
}

/**
 * What the files of an experiment hold, which lie in `folder`; null where it is on none.
 * @throws Error with one sentence.
 */
export async function ownRowsIn(folder: string, data: DataSource): Promise<FileRows | null> {
  if (data.kind !== "file") return null;
  const files = [];
  for (const file of data.files) files.push(await bytesOf(folder, file));
  return (await readFiles(files)).rows;
}
