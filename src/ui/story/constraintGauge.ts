import { clamp } from "../../math/clamp.ts";
import type { History } from "../../session/history.ts";

/** Steps over which the gauge is taken: one step of L(θ†) is lost in single precision. */
const GAUGE_STEPS = 10;

/** θ† counts as held to the line when its sharpness is this close to 2/η. */
const HELD = 1e-3;

/**
 * 1 − γ² with γ = α / (|∇L| |∇S⊥|) at θ†: the share of the downhill direction that the constraint
 * leaves, in 0…1. |∇L| is no column; it follows from the loss along θ†, which to leading order in η
 * falls by η (|∇L|² − α²/β) a step, or by η |∇L|² where θ† is not held to the line. Taken over the
 * last ten steps.
 * @returns NaN where θ† has no two consecutive steps, or its loss does not fall
 */
export function constraintGauge(history: History, step: number): number {
  let kept = 0;
  let downhill = 0;
  for (let at = step - 1; at >= 0 && at >= step - GAUGE_STEPS; at--) {
    const learningRate = history.at("learningRate", at);
    const fall = history.at("constrainedLoss", at) - history.at("constrainedLoss", at + 1);
    const alpha = history.at("alpha", at);
    const cost = alpha ** 2 / history.at("beta", at);
    if (!Number.isFinite(fall) || !Number.isFinite(cost)) break;
    const isHeld = history.at("constrainedSharpness", at) * learningRate >= 2 * (1 - HELD);
    const square = fall / learningRate + (isHeld && alpha > 0 ? cost : 0);
    kept += square - cost;
    downhill += square;
  }
  return downhill > 0 ? clamp(kept / downhill, 0, 1) : NaN;
}
