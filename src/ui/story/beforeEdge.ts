/** Words for a run that is not at the edge: on its way, above the line, or after a change of η. */
import { formatReading, formatSignificant, formatStep } from "../../charts/format.ts";
import type { LearningRateChange } from "../../model/experiment.ts";
import type { History } from "../../session/history.ts";
import { learningRateBefore } from "./learningRateBefore.ts";
import { sharpnessOf, thresholdOf } from "./comparison.ts";
import { say, type Prose } from "./prose.ts";
import type { Readings } from "./readings.ts";
import { edgeEstimate } from "./timeToEdge.ts";

export function approach(history: History, now: Readings, stepsPerSecond: number): Prose {
  const sharpness = sharpnessOf(now.sharpness);
  const line = thresholdOf(now.threshold);
  if (now.sharpness >= now.threshold) {
    return say`Sharpness is ${sharpness}, above the line at ${line}: the step is too long for this valley, and the run bounces across it. The predictions start at the first crossing from below.`;
  }
  return say`Sharpness is ${sharpness}, the line 2/η is at ${line}. Below it every direction is stable and no oscillation survives.${edgeEstimate(history, now, stepsPerSecond)}`;
}

export function afterChange(
  history: History,
  now: Readings,
  change: LearningRateChange,
  stepsPerSecond: number,
): readonly Prose[] {
  const before = learningRateBefore(history, change);
  const jump = say`At step ${formatStep(change.step)} η went from ${formatSignificant(before, 4)} to ${formatSignificant(change.learningRate, 4)}, and the line from ${thresholdOf(2 / before)} to ${thresholdOf(2 / change.learningRate)}.`;
  const sharpness = sharpnessOf(now.sharpness);
  const rest =
    now.sharpness < now.threshold
      ? say`Sharpness is ${sharpness} and free to rise. The predictions start again when it reaches the line.${edgeEstimate(history, now, stepsPerSecond)}`
      : say`Sharpness is ${sharpness}, above the new line, so the oscillation grows until it has pushed sharpness down. The predictions start again at the next crossing from below.`;
  return [jump, rest];
}

/** A run that paused without having met the line. */
export function neverReached(now: Readings): readonly Prose[] {
  if (!(now.sharpness > 0)) {
    return [
      say`After ${formatStep(now.step)} steps the run paused without an edge; its sharpness was not positive, so no step size is too long for it.`,
    ];
  }
  const share = formatSignificant((100 * now.sharpness) / now.threshold, 2);
  const meeting = formatSignificant(2 / now.sharpness, 3);
  return [
    say`After ${formatStep(now.step)} steps sharpness is ${sharpnessOf(now.sharpness)}, ${share}\u00a0% of the line at ${thresholdOf(now.threshold)}. The loss went down to ${formatReading(now.loss, "loss")} without oscillating, and no overlay had anything to predict.`,
    say`A larger η lowers the line: at η = ${meeting} it would pass through the sharpness reached here.`,
  ];
}
