/** What a run shows at one step, as the sentences need it. */
import type { LearningRateChange } from "../../model/experiment.ts";
import type { OverlayStop, StoppedOverlay } from "../../protocol/annotations.ts";
import type { History } from "../../session/history.ts";

export interface Readings {
  step: number;
  loss: number;
  /** Of a rule with a preconditioner the preconditioned one, as everywhere below. */
  sharpness: number;
  /** Mean over this step and the one before: the alternating part taken out. */
  meanSharpness: number;
  /** 2/η, or the line of another step rule. */
  threshold: number;
  secondEigenvalue: number;
  /** |x|/δ, root mean square over two steps. */
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

export function readingsAt(history: History, step: number): Readings {
  const before = Math.max(0, step - 1);
  const sharpness = sharpnessBy(history, step);
  const column = history.lineColumn;
  const mean = (history.at(column, step) + history.at(column, before)) / 2;
  const x = Math.hypot(history.at("x", step), history.at("x", before)) / Math.SQRT2;
  const single = Math.abs(history.at("x", step));
  return {
    step,
    loss: history.at("loss", step),
    sharpness,
    meanSharpness: Number.isFinite(mean) ? mean : sharpness,
    threshold: history.lineAt(step),
    secondEigenvalue: history.at("eigenvalue2", step),
    excursion: (Number.isFinite(x) ? x : single) / history.at("delta", step),
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

/** The first stop of an overlay that was started at `edge`, if it came by `step`. */
export function stopBefore(
  history: History,
  overlay: StoppedOverlay,
  edge: number,
  step: number,
): OverlayStop | null {
  const stops = history.annotations.overlayStops.filter(
    (stop) => stop.overlay === overlay && stop.step >= edge && stop.step <= step,
  );
  return stops.reduce<OverlayStop | null>(
    (first, stop) => (first === null || stop.step < first.step ? stop : first),
    null,
  );
}
