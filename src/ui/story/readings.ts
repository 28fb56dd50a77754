/** What a run shows at one step, as the sentences need it. */
import { lastBegun, predictionSegments, segmentsOf, type Segment } from "../../charts/segments.ts";
import type { LearningRateChange } from "../../model/experiment.ts";
import type { OverlayStop, StoppedOverlay } from "../../protocol/annotations.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import type { History } from "../../session/history.ts";
import { isLedBySeveral, ledAt } from "../../session/leadingPrediction.ts";

export interface Readings {
  step: number;
  loss: number;
  /** Of a rule with a preconditioner the preconditioned one, as everywhere below. */
  sharpness: number;
  /** Mean over this step and the one before: the alternating part taken out. */
  meanSharpness: number;
  /** 2/η, or the line of another step rule. */
  threshold: number;
  /** λ₂, over two steps as well. */
  secondEigenvalue: number;
  /** |x|/δ over all directions that oscillate, root mean square over two steps. */
  excursion: number;
  stage: number;
}

/** Steps over which an older value of sharpness still stands in for one that was not measured. */
const LOOK_BACK = 200;

/** λ₁ at `step`, or as last measured before: it may be skipped while it is far below the line. */
function sharpnessBy(history: History, step: number): number {
  for (let at = step; at >= 0 && at > step - LOOK_BACK; at--) {
    const value = history.at(history.lineColumn, at);
    if (Number.isFinite(value)) return value;
  }
  return NaN;
}

/** Mean over `step` and the one before, the alternating part taken out; where that has none, the value. */
export function overTwoSteps(history: History, name: ColumnName, step: number): number {
  const now = history.at(name, step);
  const mean = (now + history.at(name, step - 1)) / 2;
  return Number.isFinite(mean) ? mean : now;
}

/** |x| over all directions that oscillate. */
function oscillationAt(history: History, step: number): number {
  return Math.abs(history.at(isLedBySeveral(history, step) ? "modesX" : "x", step));
}

export function readingsAt(history: History, step: number): Readings {
  const sharpness = sharpnessBy(history, step);
  const mean = overTwoSteps(history, history.lineColumn, step);
  const single = oscillationAt(history, step);
  const x = Math.hypot(single, oscillationAt(history, step - 1)) / Math.SQRT2;
  return {
    step,
    loss: history.at("loss", step),
    sharpness,
    meanSharpness: Number.isFinite(mean) ? mean : sharpness,
    threshold: history.lineAt(step),
    secondEigenvalue: overTwoSteps(history, "eigenvalue2", step),
    excursion: (Number.isFinite(x) ? x : single) / ledAt(history, "delta", step),
    stage: history.at("stage", step),
  };
}

/** The last change of η that applies at `step`. */
export function changeBefore(history: History, step: number): LearningRateChange | null {
  return history.annotations.learningRateChanges.findLast((change) => change.step <= step) ?? null;
}

/** The edge step whose overlays are running at `step`; null before it and after a change of η. */
export function edgeBefore(history: History, step: number): number | null {
  const edge = history.annotations.edgeSteps.findLast((start) => start <= step);
  if (edge === undefined) return null;
  const change = changeBefore(history, step);
  return change !== null && change.step > edge ? null : edge;
}

/** The claim of an overlay at `step`: the last that has begun since `edge`. */
export function claimAt(
  history: History,
  overlay: StoppedOverlay,
  edge: number,
  step: number,
): Segment | null {
  return lastBegun(segmentsOf(history.annotations, overlay, history.length), edge, step);
}

/** The same of the prediction that leads. */
export function predictionClaimAt(history: History, edge: number, step: number): Segment | null {
  return lastBegun(predictionSegments(history), edge, step);
}

/** What has ended a claim by `step`. */
export function stopBy(claim: Segment | null, step: number): OverlayStop | null {
  const stop = claim?.stop ?? null;
  return stop !== null && stop.step <= step ? stop : null;
}
