/** The stretches of a run over which an overlay claims something. */
import type { Annotations, OverlayStop, StoppedOverlay } from "../protocol/annotations.ts";
import type { History } from "../session/history.ts";
import { isLedBySeveral, predictionStops } from "../session/leadingPrediction.ts";

export interface Segment {
  /** First step, an edge step. */
  from: number;
  /** Last step that is claimed, inclusive. */
  to: number;
  /** What ended the claim; null while it holds. */
  stop: OverlayStop | null;
  /** Last step before the next edge step or the end of the run: what is computed goes so far. */
  end: number;
}

/**
 * One segment per edge step. It ends at the overlay's first stop in it, else at the next edge
 * step, else with the run.
 * @param overlay null for a curve that no condition stops
 * @param length number of steps known
 */
export function segmentsOf(
  annotations: Annotations,
  overlay: StoppedOverlay | null,
  length: number,
): Segment[] {
  const edges = annotations.edgeSteps.filter((step) => step < length).sort((a, b) => a - b);
  return edges.map((from, i) => {
    const end = (edges[i + 1] ?? length) - 1;
    const stop = annotations.overlayStops
      .filter((s) => s.overlay === overlay && s.step >= from && s.step <= end)
      .reduce<OverlayStop | null>((first, s) => (first && first.step <= s.step ? first : s), null);
    return { from, to: stop ? stop.step : end, stop, end };
  });
}

/** The same for the prediction that the page draws, of one mode or of several. */
export function predictionSegments(history: History): Segment[] {
  const overlayStops = predictionStops(history).map((stop) => ({
    ...stop,
    overlay: "prediction" as const,
  }));
  return segmentsOf({ ...history.annotations, overlayStops }, "prediction", history.length);
}

/** The same for the θ† that the page draws. What ends that of one mode is nothing to that of several. */
export function constrainedSegments(history: History): Segment[] {
  const overlayStops = history.annotations.overlayStops.filter(
    ({ step, reason }) => reason === "learning-rate-change" || !isLedBySeveral(history, step),
  );
  return segmentsOf({ ...history.annotations, overlayStops }, "constrained", history.length);
}

/** Whether `step` lies in a claimed stretch. */
export function isClaimed(segments: readonly Segment[], step: number): boolean {
  return segments.some((segment) => step >= segment.from && step <= segment.to);
}
