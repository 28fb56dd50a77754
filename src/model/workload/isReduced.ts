/** When a first layer is trained in the row space of its data (`engine/reduction/`). */
import type { Dataset } from "../dataset.ts";
import type { Experiment } from "../experiment.ts";
import { isAdaptive } from "../stability.ts";

/** Fewer inputs are not worth it. */
const FEWEST_INPUTS = 64;
/** Samples for each input, at most: beyond, little is saved. */
const MOST_SAMPLES = 0.9;
/** Products of the decomposition, at most: some seconds. */
const LARGEST_WORK = 4e9;

/** Whether it pays, by sizes alone: so the same experiment is always the same run. */
export function isReduced(
  { model, optimizer }: Pick<Experiment, "model" | "optimizer">,
  { samples, inputSize, outputSize }: Pick<Dataset, "samples" | "inputSize" | "outputSize">,
): boolean {
  // A preconditioner of single coordinates has another one in another basis.
  if (model.kind !== "mlp" || isAdaptive(optimizer)) return false;
  const outputs = model.hidden[0] ?? outputSize;
  const work = (samples + outputs) * samples * inputSize;
  return inputSize >= FEWEST_INPUTS && samples <= MOST_SAMPLES * inputSize && work <= LARGEST_WORK;
}
