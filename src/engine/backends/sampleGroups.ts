/** Large networks in passes that are short enough to let messages in between. */
import type { Dataset } from "../../model/dataset.ts";
import { parameterCount } from "../../model/network.ts";
import { sumModel } from "../taylor/sumModel.ts";
import type { CreateModel } from "./selfTest.ts";

/** Each group has parameters of its own in memory: no more than so many altogether. */
const MOST_COPIES = 2e7;

/**
 * The same models, the mean over samples as the sum over groups of them where one pass over all would
 * take too long. How they are grouped depends on sizes alone, so the same experiment gives the same
 * bits at any pace.
 * @param longest samples × parameters of one pass.
 */
export function inSampleGroups(createModel: CreateModel, longest: number): CreateModel {
  return (description, dataset) => {
    const d = parameterCount(description.sizes, description.bias);
    const count = groupCount(dataset.samples, d, longest);
    if (count === 1) return createModel(description, dataset);
    return sumModel(
      groupsOf(dataset, count).map((group) => ({
        model: createModel(description, group),
        weight: group.samples / dataset.samples,
      })),
    );
  };
}

/** As many groups as passes need, and as memory and samples allow. */
function groupCount(samples: number, parameters: number, longest: number): number {
  const wanted = Math.ceil((samples * parameters) / longest);
  return Math.max(1, Math.min(wanted, samples, Math.floor(MOST_COPIES / parameters)));
}

/** Consecutive samples, in groups whose sizes differ by one at most; views, not copies. */
function groupsOf({ inputs, targets, samples, ...sizes }: Dataset, count: number): Dataset[] {
  const { inputSize, outputSize } = sizes;
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * samples) / count);
    const to = Math.floor(((i + 1) * samples) / count);
    return {
      ...sizes,
      samples: to - from,
      inputs: inputs.subarray(from * inputSize, to * inputSize),
      targets: targets.subarray(from * outputSize, to * outputSize),
    };
  });
}
