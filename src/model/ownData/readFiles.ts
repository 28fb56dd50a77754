/** From the bytes of a viewer's own files to rows, whatever of the known formats they have. */
import { decodeCifarBatch } from "../datasets/cifarBatch.ts";
import { CIFAR_NAMES } from "../datasets/cifarShape.ts";
import type { FileData } from "../experiment.ts";
import { describeValue } from "../schema/fault.ts";
import { FileFault } from "./fileFault.ts";
import { MAX_FILE_BYTES, MAX_FILE_MEBIBYTES } from "./fileLimits.ts";
import type { FileRows, ImageRows } from "./fileRows.ts";
import { gunzip, isGzip } from "./gunzip.ts";
import { isIdx, readIdx, type IdxArray } from "./readIdx.ts";
import { readTable } from "./readTable.ts";

export interface NamedBytes {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface ReadFiles {
  format: FileData["format"];
  rows: FileRows;
  /** The places of the files as an experiment has them: images, then labels. */
  order: readonly number[];
}

/** Long enough to tell pixels from text. */
const LOOKED_AT = 4096;

/** Control characters that no text has. */
function isText(bytes: Uint8Array): boolean {
  return !bytes.subarray(0, LOOKED_AT).some((byte) => byte < 9 || (byte > 13 && byte < 32));
}

export function namedFault(name: string, fault: FileFault): FileFault {
  return new FileFault(
    `The file ${describeValue(name)} cannot be used: ${fault.message}`,
    fault.wantsPartner,
  );
}

type Content = { format: "csv" | "cifar10"; rows: FileRows } | { format: "idx"; array: IdxArray };

async function readOne({ name, bytes }: NamedBytes): Promise<Content> {
  try {
    if (bytes.length > MAX_FILE_BYTES) {
      throw new FileFault(`it has more than ${MAX_FILE_MEBIBYTES} MB, the most that are read.`);
    }
    const plain = isGzip(bytes) ? await gunzip(bytes, MAX_FILE_BYTES) : bytes;
    if (isIdx(plain)) return { format: "idx", array: readIdx(plain) };
    if (isText(plain)) return { format: "csv", rows: readTable(plain) };
    const batch = decodeCifarBatch(plain);
    return { format: "cifar10", rows: { kind: "images", names: CIFAR_NAMES, ...batch } };
  } catch (cause) {
    throw cause instanceof FileFault ? namedFault(name, cause) : cause;
  }
}

/** Images and labels of IDX as one. */
function paired(images: IdxArray, labels: IdxArray): ImageRows | string {
  const [count = 0, height = 0, width = 0] = images.sizes;
  if (labels.sizes[0] !== count) {
    return `there are ${count} images and ${labels.sizes[0]} labels; there must be as many.`;
  }
  return {
    kind: "images",
    count,
    channels: 1,
    height,
    width,
    pixels: images.values,
    labels: labels.values,
  };
}

/**
 * Reads CSV, a CIFAR-10 batch, or images and labels of IDX, each also gzipped.
 * @throws FileFault with a whole sentence.
 */
export async function readFiles(files: readonly NamedBytes[]): Promise<ReadFiles> {
  const contents: Content[] = [];
  for (const file of files.slice(0, 2)) contents.push(await readOne(file));
  const [first, second] = contents;
  if (first === undefined) throw new FileFault("There is no file.");
  if (files.length === 1 && first.format !== "idx") return { ...first, order: [0] };
  if (first.format !== "idx" || (second !== undefined && second.format !== "idx")) {
    throw new FileFault(
      "Several files are read together only as images and labels of IDX; open one at a time.",
    );
  }
  const isOfImages = (array: IdxArray) => array.sizes.length === 3;
  const name = files[0]?.name ?? "";
  if (second === undefined) {
    const fault = isOfImages(first.array)
      ? "it has images without labels; add the file of labels, such as train-labels-idx1-ubyte."
      : "it has labels without images; add the file of images, such as train-images-idx3-ubyte.";
    throw namedFault(name, new FileFault(fault, true));
  }
  if (files.length > 2 || isOfImages(first.array) === isOfImages(second.array)) {
    throw new FileFault("IDX takes one file of images and one of labels; open these two together.");
  }
  const isInOrder = isOfImages(first.array);
  const rows = isInOrder ? paired(first.array, second.array) : paired(second.array, first.array);
  if (typeof rows === "string") {
    throw new FileFault(
      `The files ${describeValue(name)} and ${describeValue(files[1]!.name)} cannot be used together: ${rows}`,
    );
  }
  return { format: "idx", rows, order: isInOrder ? [0, 1] : [1, 0] };
}
