import type { Dataset, ImageShape } from "../dataset.ts";
import type { InlineData, NestedNumbers } from "../experiment.ts";

/** Number of entries of a (rectangular) nested row. */
export function nestedSize(row: NestedNumbers): number {
  let size = 1;
  for (let entry: NestedNumbers | undefined = row; Array.isArray(entry); entry = entry[0]) {
    size *= entry.length;
  }
  return size;
}

/** What a row nested [channel][row][column] is an image of; null for any other. */
export function imageOfRow(row: NestedNumbers): ImageShape | null {
  const lengths: number[] = [];
  for (let entry: NestedNumbers | undefined = row; Array.isArray(entry); entry = entry[0]) {
    lengths.push(entry.length);
  }
  const [channels, height, width] = lengths;
  return channels === undefined || height === undefined || width === undefined
    ? null
    : { channels, height, width };
}

/** Data written out in the experiment itself, every row flattened row-major. */
export function inlineDataset({ inputs, targets }: InlineData): Dataset {
  const samples = inputs.length;
  const inputSize = nestedSize(inputs[0] ?? []);
  const outputSize = targets[0]?.length ?? 0;
  const image = imageOfRow(inputs[0] ?? []);
  const dataset: Dataset = {
    inputs: new Float64Array(samples * inputSize),
    targets: new Float64Array(samples * outputSize),
    samples,
    inputSize,
    outputSize,
    ...(image === null ? {} : { image }),
  };
  inputs.forEach((row, i) => {
    flattenInto(dataset.inputs, i * inputSize, row);
  });
  targets.forEach((row, i) => {
    dataset.targets.set(row, i * outputSize);
  });
  return dataset;
}

/** Writes the numbers of a nested row from `offset` on; returns the offset after them. */
function flattenInto(flat: Float64Array, offset: number, row: NestedNumbers): number {
  if (typeof row === "number") {
    flat[offset] = row;
    return offset + 1;
  }
  return row.reduce<number>((next, entry) => flattenInto(flat, next, entry), offset);
}
