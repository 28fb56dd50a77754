import type { Experiment } from "../model/experiment.ts";

/** Equal for experiments that differ only in what a sweep over η does not depend on. */
export function sweepKey(experiment: Experiment): string {
  const { data, model, loss, init, optimizer } = experiment;
  return JSON.stringify([data, model, loss, init, optimizer]);
}
