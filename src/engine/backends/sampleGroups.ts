/** Large networks in passes that are short enough to let messages in between. */
import type { Dataset } from "../../model/dataset.ts";
import { parameterCount } from "../../model/network.ts";
import { countParameters, parameterLayouts } from "../../model/networkLayers.ts";
import { sampleCost } from "../taylor/layerCost.ts";
import type { Create, LayeredDescription } from "../taylor/networkDescription.ts";
import { recomputingModel } from "../taylor/recomputingModel.ts";
import { sumModel } from "../taylor/sumModel.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import type { CreateModel } from "./selfTest.ts";

/** Each group has parameters of its own in memory: no more than so many altogether. */
const MOST_COPIES = 2e7;

/** Entries of the signals of a group of samples: so many stay near the processor. */
const GROUP_ENTRIES = 6e5;

/** Entries of the signals of all samples that a point keeps; beyond, derivatives compute them again. */
const KEPT_ENTRIES = 5e7;

/**
 * The same models, the mean over samples as the sum over groups of them where one pass over all would
 * take too long. How they are grouped depends on sizes alone, so the same experiment gives the same
 * bits at any pace.
 * @param longest samples × parameters of one pass.
 */
export function inSampleGroups(createModel: CreateModel, longest: number): CreateModel {
  return (description, dataset) => {
    const d = parameterCount(description.sizes, description.bias);
    const wanted = Math.ceil((dataset.samples * d) / longest);
    return grouped((group) => createModel(description, group), dataset, wanted, d);
  };
}

/**
 * The same for networks of any kind, whose signals also have to stay near the processor; where the
 * memory of a point would be too large, points keep nothing.
 * @param longest multiplications of one forward pass.
 */
export function layersInSampleGroups(
  createModel: Create<LayeredDescription>,
  longest: number,
  keptEntries = KEPT_ENTRIES,
): Create<LayeredDescription> {
  return (description, dataset) => {
    const { multiplications, entries } = sampleCost(description.layers);
    const share = Math.max(multiplications / longest, entries / GROUP_ENTRIES);
    const keeps = dataset.samples * entries <= keptEntries;
    return grouped(
      (group) => {
        const model = createModel(description, group);
        return keeps ? model : recomputingModel(model);
      },
      dataset,
      Math.ceil(dataset.samples * share),
      countParameters(parameterLayouts(description.layers)),
    );
  };
}

/** As many groups as wanted, and as memory and samples allow. */
function grouped(
  createModel: (group: Dataset) => TaylorModel,
  dataset: Dataset,
  wanted: number,
  parameters: number,
): TaylorModel {
  const { samples } = dataset;
  const most = Math.min(wanted, samples, Math.floor(MOST_COPIES / parameters));
  if (most <= 1) return createModel(dataset);
  return sumModel(
    groupsOf(dataset, most).map((group) => ({
      model: createModel(group),
      weight: group.samples / samples,
    })),
  );
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
