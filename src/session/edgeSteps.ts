/** The steps at which a run meets its line of stability. */
import type { Optimizer } from "../model/experiment.ts";
import type { History } from "./history.ts";

/**
 * The first step from `from` to `to` at which the sharpness that the line is for reaches it; null where
 * it does not. From below: a start above the line does not count, nor does a step without a sharpness.
 */
export function firstMeeting(history: History, from: number, to: number): number | null {
  const column = history.column(history.lineColumn);
  let wasBelow = false;
  for (let step = from; step <= to; step++) {
    const sharpness = column[step]!;
    const line = history.lineAt(step);
    if (wasBelow && sharpness >= line) return step;
    wasBelow ||= sharpness < line;
  }
  return null;
}

/**
 * The edge steps in order, of each learning rate at most one. Those of gradient descent are the engine's:
 * its tracks start there. With another step rule nothing does, and they are read from the columns.
 */
export function edgeStepsOf(history: History, optimizer: Optimizer | undefined): readonly number[] {
  const { edgeSteps, learningRateChanges } = history.annotations;
  if (optimizer === undefined) return edgeSteps;
  const starts = [0, ...learningRateChanges.map(({ step }) => step)];
  return starts.flatMap((from, i) => {
    const end = Math.min(starts[i + 1] ?? Infinity, history.length);
    const step = firstMeeting(history, from, end - 1);
    return step === null ? [] : [step];
  });
}
