/** What a slice is looked at with: where the run is on its lines at one step. */
import type { Slice, SliceReach } from "../../protocol/slice.ts";
import type { History } from "../../session/history.ts";
import { ledAt } from "../../session/leadingPrediction.ts";
import { isClaimed, predictionSegments } from "../segments.ts";

export interface SliceSituation {
  slice: Slice;
  step: number;
  /** x of the step and of up to four before it, the oldest first. */
  positions: number[];
  /** x̂; NaN where nothing is predicted. */
  predictedX: number;
  y: number;
  twoOverEta: number;
  /** (x_t² + x_{t−1}²)/2 in units of δ²: above 1 the oscillation outweighs progressive sharpening. */
  squareOverBalance: number;
  reach: SliceReach;
}

const POSITIONS = 5;
/** Steps that "of late" means here: longer than an oscillation of the loss, so that windows stay put. */
const LATELY = 300;

/** @returns null where the run has no position relative to θ†. */
export function situationAt(history: History, step: number, slice: Slice): SliceSituation | null {
  const [x, y] = [ledAt(history, "x", step), ledAt(history, "y", step)];
  if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
  const positions: number[] = [];
  for (let at = Math.max(0, step - POSITIONS + 1); at <= step; at++) {
    const before = ledAt(history, "x", at);
    if (Number.isFinite(before)) positions.push(before);
  }
  const claims = predictionSegments(history);
  const [last, previous = last] = positions.toReversed();
  return {
    slice,
    step,
    positions,
    predictedX: isClaimed(claims, step) ? ledAt(history, "predictedX", step) : NaN,
    y,
    twoOverEta: 2 / history.at("learningRate", step),
    squareOverBalance: (last! ** 2 + previous! ** 2) / (2 * ledAt(history, "delta", step) ** 2),
    reach: reachBy(history, step),
  };
}

/** Largest |x| and |y| of late. */
export function reachBy(history: History, step: number): SliceReach {
  return { x: largest(history, "x", step), y: largest(history, "y", step) };
}

function largest(history: History, column: "x" | "y", step: number): number {
  let most = 0;
  for (let at = Math.max(0, step - LATELY); at <= step; at++) {
    const value = Math.abs(ledAt(history, column, at));
    if (value > most) most = value;
  }
  return most;
}
