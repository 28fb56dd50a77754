import type { Dataset } from "../dataset.ts";
import type { DataSource, ImageData } from "../experiment.ts";
import { fileDataset } from "../ownData/fileDataset.ts";
import type { FileRows } from "../ownData/fileRows.ts";
import { neededFiles } from "../ownData/neededFiles.ts";
import { describeValue } from "../schema/fault.ts";
import { chebyshevDataset } from "./chebyshev.ts";
import { cifarDataset } from "./cifar.ts";
import { decodeCifarBatch, type LabelledImages } from "./cifarBatch.ts";
import { cifarFiles } from "./cifarFiles.ts";
import { DataFault } from "./dataFault.ts";
import { decodeImageFile, imageDataset } from "./images.ts";
import { inlineDataset } from "./inline.ts";

/** Files of the image data sets, in the app's data folder. */
export const IMAGE_FILES: Record<ImageData["kind"], string> = {
  mnist: "mnist-2000.bin",
  "fashion-mnist": "fashion-mnist-2000.bin",
};

type ReadBinary = (fileName: string) => Promise<Uint8Array>;

/** The files that a data set is made of. */
export function dataFiles(source: DataSource): readonly string[] {
  switch (source.kind) {
    case "chebyshev":
    case "inline":
    case "file":
      return [];
    case "mnist":
    case "fashion-mnist":
      return [IMAGE_FILES[source.kind]];
    case "cifar10":
      return cifarFiles(source).fileNames;
  }
}

/**
 * The training set of an experiment.
 * @param readBinary reads a file of the app's data folder; the data sets that ship need it
 * @param ownRows what the viewer's own files hold, where the experiment is on them
 * @throws DataFault when a file cannot be read or is not what it should be.
 */
export async function loadDataset(
  source: DataSource,
  readBinary: ReadBinary,
  ownRows: FileRows | null = null,
): Promise<Dataset> {
  switch (source.kind) {
    case "chebyshev":
      return chebyshevDataset(source);
    case "inline":
      return inlineDataset(source);
    case "file":
      if (ownRows === null) throw new DataFault(neededFiles(source));
      try {
        return fileDataset(source, ownRows);
      } catch (cause) {
        const name = describeValue(source.files[0]?.name ?? "");
        throw new DataFault(`The file ${name} cannot be used: ${reasonOf(cause)}`, { cause });
      }
    case "mnist":
    case "fashion-mnist":
      return readWith(readBinary, IMAGE_FILES[source.kind], (bytes) =>
        imageDataset(source, decodeImageFile(bytes)),
      );
    case "cifar10": {
      const { fileNames, before } = cifarFiles(source);
      const batches: LabelledImages[] = [];
      for (const name of fileNames) {
        batches.push(await readWith(readBinary, name, decodeCifarBatch));
      }
      return cifarDataset(source, batches, before);
    }
  }
}

/** A file read and decoded; what goes wrong names it. */
async function readWith<Decoded>(
  readBinary: ReadBinary,
  fileName: string,
  decode: (bytes: Uint8Array) => Decoded,
): Promise<Decoded> {
  const bytes = await readBinary(fileName).catch((cause: unknown) => {
    throw new DataFault(`The data file ${fileName} could not be read: ${reasonOf(cause)}`, {
      cause,
    });
  });
  try {
    return decode(bytes);
  } catch (cause) {
    throw new DataFault(`The data file ${fileName} cannot be used: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
