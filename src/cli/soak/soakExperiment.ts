import { OVERLAYS, type Experiment } from "../../model/experiment.ts";
import { smallest } from "../../presets/smallest.ts";

/** Thirteen parameters with every overlay, for so many steps. */
export function soakExperiment(steps: number): Experiment {
  return { ...smallest.experiment, steps, overlays: [...OVERLAYS] };
}
