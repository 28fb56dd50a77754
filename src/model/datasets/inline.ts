import type { Dataset } from "../dataset.ts";
import type { InlineData, NestedNumbers } from "../experiment.ts";

/** Number of entries of a (rectangular) nested row. */
export function nestedSize(row: NestedNumbers): number {
  let size = 1;
  for (let entry: NestedNumbers | undefined = row; Array.isArray(entry); entry = entry[0]) {
    size *= entry.length;
  }
  return size;
}

/** Data written out in the experiment itself, every row flattened row-major. */
export function inlineDataset({ inputs, targets }: InlineData): Dataset {
  const samples = inputs.length;
  const inputSize = nestedSize(inputs[0] ?? []);
  const outputSize = targets[0]?.length ?? 0;
  const dataset: Dataset = {
    inputs: new Float64Array(samples * inputSize),
    targets: new Float64Array(samples * outputSize),
    samples,
    inputSize,
    outputSize,
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
