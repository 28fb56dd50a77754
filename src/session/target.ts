import type { Experiment } from "../model/experiment.ts";

/** The row at which an experiment pauses by itself; null = never. */
export function targetOf(experiment: Experiment): number | null {
  return experiment.steps === 0 ? null : experiment.steps;
}
