/** When a first layer is trained in the row space of its data (`engine/reduction/`). */
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
  sizes: readonly number[],
  samples: number,
): boolean {
  // A preconditioner of single coordinates has another one in another basis.
  if (model.kind !== "mlp" || isAdaptive(optimizer)) return false;
  const [inputs, outputs] = [sizes[0]!, sizes[1]!];
  const work = (samples + outputs) * samples * inputs;
  return inputs >= FEWEST_INPUTS && samples <= MOST_SAMPLES * inputs && work <= LARGEST_WORK;
}
