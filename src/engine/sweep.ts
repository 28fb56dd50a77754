/** Which step sizes are stable, at the edge, or divergent: measured, by gradient descent alone. */
import { isFiniteVector, plusScaled } from "../math/vector.ts";
import { randomStream } from "../math/random.ts";
import type { Sweep, SweepPoint } from "../protocol/sweep.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";
import { measureIterate } from "./tracks/gradientDescent.ts";

/** Step sizes tried, evenly spaced in log η from 1/32 to 4 times the one that starts at 2/λ₁(0). */
const COUNT = 41;
const LOWEST = 1 / 32;
const HIGHEST = 4;
/** A loss this many times its start does not come back. */
const DIVERGENCE_FACTOR = 1e3;
/** A loss this much above its lowest value so far has risen, and not by rounding. */
const RISE = 1e-3;

/**
 * @param parameters θ₀
 * @param steps updates per step size.
 * @param isCancelled asked once per step size.
 * @returns null when cancelled.
 */
export async function sweepLearningRates(
  model: TaylorModel,
  parameters: Float64Array,
  steps: number,
  isCancelled: () => boolean,
): Promise<Sweep | null> {
  const random = randomStream(1).normal;
  const start = await measureIterate({ model, random, ...SCREEN_PRECISION }, parameters, 1, null);
  const initialSharpness = start.eigen.values[0]!;
  const points: SweepPoint[] = [];
  for (let i = 0; i < COUNT; i++) {
    if (isCancelled()) return null;
    const factor = LOWEST * (HIGHEST / LOWEST) ** (i / (COUNT - 1));
    const learningRate = (factor * 2) / initialSharpness;
    const outcome = await outcomeOf(model, parameters, start.loss, learningRate, steps);
    points.push({ learningRate, outcome });
  }
  return { steps, initialSharpness, points };
}

async function outcomeOf(
  model: TaylorModel,
  parameters: Float64Array,
  initialLoss: number,
  learningRate: number,
  steps: number,
): Promise<SweepPoint["outcome"]> {
  let at = parameters;
  let outcome: SweepPoint["outcome"] = "stable";
  let lowest = Infinity;
  for (let step = 0; step < steps; step++) {
    const point = await model.expandAt(at);
    point.dispose();
    const isLost = !(point.loss <= DIVERGENCE_FACTOR * initialLoss);
    if (isLost || !isFiniteVector(point.gradient)) return "diverged";
    if (point.loss > lowest * (1 + RISE)) outcome = "edge";
    lowest = Math.min(lowest, point.loss);
    at = plusScaled(at, -learningRate, point.gradient);
  }
  return outcome;
}
