import type { Experiment } from "../model/experiment.ts";
import type { AccelerationPlan } from "./accelerator.ts";
import { wantsOverlays } from "./tracks/startAtEdge.ts";
import type { Precision } from "./tracks/context.ts";

/** λ₂ is always measured: it decides when the one-mode prediction ends. */
export function eigenpairsOf(experiment: Experiment): number {
  return Math.max(2, experiment.eigenvalues);
}

/** What an accelerator has to carry of such a run. */
export function accelerationPlan(
  experiment: Experiment,
  parameters: Float64Array,
  { projectionRounds }: Precision,
): AccelerationPlan {
  return {
    eigenpairs: eigenpairsOf(experiment),
    projectionRounds: wantsOverlays(experiment) ? projectionRounds : null,
    parameters,
  };
}
