import type { Experiment } from "../model/experiment.ts";

/**
 * The experiment as a run carries it out. Overlays and nudge come from the cubic model of gradient
 * descent (Damian, Nichani & Lee 2023): θ†, δ and the flow's clock are another rule's neither with
 * momentum nor with a preconditioner, so beside one they rest.
 */
export function experimentAsRun(experiment: Experiment): Experiment {
  return experiment.optimizer === undefined
    ? experiment
    : { ...experiment, overlays: [], nudge: 0 };
}
