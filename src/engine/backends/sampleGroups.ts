/** Large networks in passes that are short enough to let messages in between, and buffers that fit. */
import type { Dataset } from "../../model/dataset.ts";
import { parameterCount } from "../../model/network.ts";
import type { MlpDescription } from "../taylor/mlp.ts";
import { sumModel } from "../taylor/sumModel.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import type { CreateModel } from "./selfTest.ts";

/** One network over each group of samples. */
export type CreateModels = (
  description: MlpDescription,
  groups: readonly Dataset[],
) => TaylorModel[];

/** What a group may be at most; a single sample is always one. */
export interface GroupLimits {
  /** Samples × parameters of one pass. */
  pass: number;
  /** Numbers of the largest buffer, and how many of them a sample takes. */
  buffer?: { numbers: number; perSample: (description: MlpDescription) => number };
}

/**
 * Networks on whole data sets, the mean over samples as the sum over groups of them where all together
 * would be too much. How they are grouped depends on sizes alone, so the same experiment gives the same
 * bits at any pace and on any device.
 */
export function inSampleGroups(createModels: CreateModels, limits: GroupLimits): CreateModel {
  return (description, dataset) => {
    const groups = groupsOf(dataset, groupCount(description, dataset.samples, limits));
    const models = createModels(description, groups);
    if (models.length === 1) return models[0]!;
    return sumModel(
      models.map((model, i) => ({ model, weight: groups[i]!.samples / dataset.samples })),
    );
  };
}

/** A factory that shares nothing between groups. */
export function separately(createModel: CreateModel): CreateModels {
  return (description, groups) => groups.map((group) => createModel(description, group));
}

function groupCount(
  description: MlpDescription,
  samples: number,
  { pass, buffer }: GroupLimits,
): number {
  const parameters = parameterCount(description.sizes, description.bias);
  const byPass = (samples * parameters) / pass;
  const byBuffer =
    buffer === undefined ? 0 : samples / Math.floor(buffer.numbers / buffer.perSample(description));
  return Math.min(samples, Math.max(1, Math.ceil(byPass), Math.ceil(byBuffer)));
}

/** Consecutive samples, in groups whose sizes differ by one at most; views, not copies. */
function groupsOf(dataset: Dataset, count: number): Dataset[] {
  const { inputs, targets, samples, ...sizes } = dataset;
  if (count === 1) return [dataset];
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
