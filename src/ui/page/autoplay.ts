import type { Experiment } from "../../model/experiment.ts";

/**
 * Whether an opened link may start running unasked: a preset may, also with another η, seed or
 * length; another network or data set may be heavy and waits for Play.
 */
export function startsByItself(experiment: Experiment, preset: Experiment | undefined): boolean {
  if (preset === undefined) return false;
  const workload = ({ data, model, eigenvalues, overlays }: Experiment) =>
    JSON.stringify([data, model, eigenvalues, overlays]);
  return workload(experiment) === workload(preset);
}
