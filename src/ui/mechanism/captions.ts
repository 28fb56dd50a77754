import { formatStep } from "../../charts/format.ts";
import { constrainedSegments } from "../../charts/segments.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { Slice } from "../../protocol/slice.ts";
import type { History } from "../../session/history.ts";
import { ledAt } from "../../session/leadingPrediction.ts";

/** Which moment a slice shows at a step, and until when θ† is claimed at all. */
export function captionOf(history: History, slice: Slice, step: number): string {
  const claim = constrainedSegments(history).find(({ from, end }) => step >= from && step <= end);
  const stop = claim?.stop ?? null;
  if (stop !== null && step > stop.step) return `θ† claimed up to step ${formatStep(stop.step)}`;
  if (slice.step === step) return "the last five steps";
  return `${slice.step < step ? "as it was" : "as it is"} at step ${formatStep(slice.step)}`;
}

/** Why there is no slice at a step, a sentence. */
export function absenceOf(history: History, experiment: Experiment, step: number): string {
  const isWanted = experiment.overlays.some((overlay) => overlay !== "flowFromStart");
  if (!isWanted) return "This experiment does not follow θ†, so there is no point to look from.";
  if (Number.isFinite(ledAt(history, "x", step))) {
    const isOver = history.divergedAt !== null;
    return isOver
      ? "The run ended before the loss along u was measured here."
      : "The loss along u was not measured near this step; Play measures on.";
  }
  const edges = history.annotations.edgeSteps.filter((edge) => edge <= step);
  return edges.length === 0
    ? "Begins at the edge: once sharpness reaches 2/η, θ† starts, and the loss around it is shown here."
    : "η has changed since θ† started; it starts anew when sharpness reaches the line again.";
}
