/** The stretches of a run over which an overlay claims something. */
import type { Annotations, OverlayStop, StoppedOverlay } from "../protocol/annotations.ts";
import type { History } from "../session/history.ts";
import { isLedBySeveral, predictionStops } from "../session/leadingPrediction.ts";

export interface Segment {
  /** First step: an edge step, or one at which v̂ was reset after its claim had ended. */
  from: number;
  /** Last step that is claimed, inclusive. */
  to: number;
  /** What ended the claim; null while it holds. */
  stop: OverlayStop | null;
  /** Last step before the next segment or the end of the run: what is computed goes so far. */
  end: number;
}

/** Whose claims begin anew when v̂ is reset to the run's own v. */
const RESYNCHRONISED: ReadonlySet<StoppedOverlay | null> = new Set([
  "prediction",
  "cubic",
  "modes",
]);

/**
 * One segment per edge step. It ends at the overlay's first stop in it, else at the next edge
 * step, else with the run. Where v̂ is reset after a stop, another one begins.
 * @param overlay null for a curve that no condition stops
 * @param length number of steps known
 */
export function segmentsOf(
  annotations: Annotations,
  overlay: StoppedOverlay | null,
  length: number,
): Segment[] {
  const edges = annotations.edgeSteps.filter((step) => step < length).sort((a, b) => a - b);
  const stops = annotations.overlayStops
    .filter((stop) => stop.overlay === overlay)
    .sort((a, b) => a.step - b.step);
  const resyncs = RESYNCHRONISED.has(overlay) ? annotations.resyncSteps : [];
  return edges.flatMap((from, i) => claims(from, (edges[i + 1] ?? length) - 1, stops, resyncs));
}

/** Both lists in the order of their steps: there may be a stop and a reset for every round of a long run. */
function claims(
  edge: number,
  last: number,
  stops: readonly OverlayStop[],
  resyncs: readonly number[],
): Segment[] {
  const found: Segment[] = [];
  let resync = 0;
  let from: number | undefined = edge;
  for (const stop of stops) {
    if (from === undefined || stop.step > last) break;
    if (stop.step < from) continue;
    while (resync < resyncs.length && resyncs[resync]! <= stop.step) resync++;
    const again: number = resyncs[resync] ?? Infinity;
    const end = Math.min(last, again - 1);
    found.push({ from, to: stop.step, stop, end });
    from = end < last ? again : undefined;
  }
  if (from !== undefined) found.push({ from, to: last, stop: null, end: last });
  return found;
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

/** The last claim that has begun since `edge` by `step`. */
export function lastBegun(claims: readonly Segment[], edge: number, step: number): Segment | null {
  return claims.findLast(({ from }) => from >= edge && from <= step) ?? null;
}

/** Whether `step` lies in a claimed stretch. */
export function isClaimed(segments: readonly Segment[], step: number): boolean {
  return segments.some((segment) => step >= segment.from && step <= segment.to);
}
