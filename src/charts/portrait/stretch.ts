/** The steps that one portrait shows: from an edge on, as long as one oscillation describes the run. */
import { ENDS_BY_SECOND_MODE } from "../../protocol/annotations.ts";
import type { History } from "../../session/history.ts";
import { ledAt } from "../../session/leadingPrediction.ts";
import { constrainedSegments, lastBegun, predictionSegments, type Segment } from "../segments.ts";

export interface Stretch {
  /** The edge step. */
  readonly from: number;
  /** The last step that belongs to it, inclusive. */
  readonly to: number;
  /** The claim of the prediction: the last one, where it was re-synchronised after an earlier one had ended. */
  readonly prediction: {
    readonly from: number;
    /** Inclusive; before `from` when nothing is claimed. */
    readonly to: number;
    /** Whether a condition ended it there, rather than the end of what is known. */
    readonly isStopped: boolean;
  };
}

/** The last step up to `to` at which x is known; before `from` when there is none. */
function lastKnown(history: History, from: number, to: number): number {
  let last = to;
  while (last >= from && !Number.isFinite(ledAt(history, "x", last))) last--;
  return last;
}

/** What ends a stretch that only one mode is computed of: θ†'s end, or a second mode. */
function endOfOneMode(constrained: Segment, { stop }: Segment): number {
  return stop !== null && ENDS_BY_SECOND_MODE.has(stop.reason) ? stop.step : constrained.to;
}

/**
 * The stretch that begins with the last edge up to `step`, null before the first one. It ends where θ†
 * stops, at a change of η, at the next edge; and where a second mode joins in, which the quadrants
 * know nothing of, unless the prediction was re-synchronised after that and goes on. Where several modes are computed
 * it goes on as long as they are.
 */
export function stretchAt(history: History, step: number): Stretch | null {
  const constrainedOnes = constrainedSegments(history);
  const constrained = constrainedOnes.findLast((segment) => segment.from <= step);
  if (!constrained) return null;
  const { from, end } = constrained;
  const predicted = lastBegun(predictionSegments(history), from, Math.min(step, end));
  if (!predicted) return null;
  const { stop } = predicted;
  const hasSeveral = history.modeChanges.some(
    (change) => change.step >= from && change.step <= end,
  );
  const to = lastKnown(history, from, hasSeveral ? end : endOfOneMode(constrained, predicted));
  if (to < from) return null;
  return {
    from,
    to,
    prediction: {
      from: predicted.from,
      to: Math.min(to, predicted.to),
      // At a change of η the curve simply ends: the charts' flag says why.
      isStopped: stop !== null && stop.reason !== "learning-rate-change" && stop.step <= to,
    },
  };
}
