import { RowSpace } from "../../math/rowSpace.ts";
import type { Dataset } from "../../model/dataset.ts";
import type { DataSource } from "../../model/experiment.ts";
import type { ReducedData } from "./reduction.ts";

/** Hears the share done, now and then; may end the work by throwing. */
export type ReductionProgress = (share: number) => Promise<void>;

/** The last one made: the next run is mostly one on the same data. */
let latest: { source: string; reduced: ReducedData } | null = null;

/** The data in the basis of their row space. Takes seconds for the largest that are reduced. */
export async function reduceData(
  source: DataSource,
  dataset: Dataset,
  onProgress: ReductionProgress,
): Promise<ReducedData> {
  const name = JSON.stringify(source);
  if (latest?.source === name) return latest.reduced;
  const work = RowSpace.of(dataset.inputs, dataset.inputSize);
  for (;;) {
    const next = work.next();
    if (next.done !== true) {
      await onProgress(next.value);
      continue;
    }
    const { space, coordinates } = next.value;
    const reduced = {
      space,
      dataset: { ...dataset, inputs: coordinates, inputSize: space.rank },
    };
    latest = { source: name, reduced };
    return reduced;
  }
}
