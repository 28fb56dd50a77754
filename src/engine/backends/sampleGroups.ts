/** Large networks in passes that are short enough to let messages in between, and buffers that fit. */
import type { Dataset } from "../../model/dataset.ts";
import { KEPT_ACTIVATIONS, networkSize } from "../../model/workload/networkSize.ts";
import {
  productsPerSample,
  type Create,
  type LayeredDescription,
  type NetworkDescription,
} from "../taylor/networkDescription.ts";
import { recomputingModel } from "../taylor/recomputingModel.ts";
import { sumModel } from "../taylor/sumModel.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";

/** One network over each group of samples. */
export type CreateModels<Description> = (
  description: Description,
  groups: readonly Dataset[],
) => TaylorModel[];

/** What a group may be at most; a single sample is always one. */
export interface GroupLimits<Description> {
  /** Samples × multiplications of one forward pass. */
  pass: number;
  /** Numbers of the largest buffer, and how many of them a sample takes. */
  buffer?: { numbers: number; perSample: (description: Description) => number };
}

/**
 * Networks on whole data sets, the mean over samples as the sum over groups of them where all together
 * would be too much. How they are grouped depends on sizes alone, so the same experiment gives the same
 * bits at any pace and on any device.
 */
export function inSampleGroups<Description extends NetworkDescription>(
  createModels: CreateModels<Description>,
  limits: GroupLimits<Description>,
): Create<Description> {
  return (description, dataset) => {
    const groups = groupsOf(dataset, groupCount(description, dataset.samples, limits));
    return meanOf(createModels(description, groups), groups, dataset.samples);
  };
}

/** What a group of samples may be at most in a network of any kind. */
export interface LayerLimits {
  /** Multiplications of one forward pass. */
  pass: number;
  /** Activations of all its layers, and patches of its convolutions. */
  activations: number;
}

/**
 * The same for networks of any kind; where the memory of a point of all samples would be too large,
 * points keep nothing.
 */
export function layersInSampleGroups(
  createModel: Create<LayeredDescription>,
  limits: LayerLimits,
  kept = KEPT_ACTIVATIONS,
): Create<LayeredDescription> {
  return (description, dataset) => {
    const { samples } = dataset;
    const { activations, products } = networkSize(description.layers);
    const byPass = (products.first + products.others) / limits.pass;
    const wanted = samples * Math.max(byPass, activations / limits.activations);
    const groups = groupsOf(dataset, Math.min(samples, Math.ceil(wanted)));
    const keeps = samples * activations <= kept;
    const models = groups.map((group) => {
      const model = createModel(description, group);
      return keeps ? model : recomputingModel(model);
    });
    return meanOf(models, groups, samples);
  };
}

function meanOf(
  models: readonly TaylorModel[],
  groups: readonly Dataset[],
  samples: number,
): TaylorModel {
  if (models.length === 1) return models[0]!;
  return sumModel(models.map((model, i) => ({ model, weight: groups[i]!.samples / samples })));
}

/** A factory that shares nothing between groups. */
export function separately<Description>(
  createModel: Create<Description>,
): CreateModels<Description> {
  return (description, groups) => groups.map((group) => createModel(description, group));
}

function groupCount<Description extends NetworkDescription>(
  description: Description,
  samples: number,
  { pass, buffer }: GroupLimits<Description>,
): number {
  const byPass = (samples * productsPerSample(description)) / pass;
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
