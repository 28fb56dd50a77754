import type { Experiment } from "../../model/experiment.ts";
import type { LinkRun } from "../../share/linkState.ts";

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

/**
 * What an opened link does at first. A trial of the first steps is for what waits because it may be
 * heavy: a preset that the link holds is known, and waits for its reader only. So does one of the paper's size.
 */
export function openingOf(
  run: LinkRun,
  isStarter: boolean,
  isPaperSize = false,
): { play: boolean; forecast: boolean } {
  const play = run === true || (run === false && isStarter && !isPaperSize);
  return { play, forecast: !play && !isStarter };
}
