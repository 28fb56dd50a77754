/** Which step sizes are stable, at the edge, or divergent: measured, by gradient descent alone. */
import { randomStream } from "../math/random.ts";
import type { Sweep, SweepPoint } from "../protocol/sweep.ts";
import { descentOutcome } from "./descentOutcome.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";
import { measureIterate } from "./tracks/gradientDescent.ts";

/** Step sizes tried, evenly spaced in log η from 1/32 to 4 times the one that starts at 2/λ₁(0). */
const COUNT = 41;
const LOWEST = 1 / 32;
const HIGHEST = 4;
/** A loss this many times its start does not come back. */
const DIVERGENCE_FACTOR = 1e3;

/**
 * @param parameters θ₀
 * @param steps updates per step size.
 * @param isCancelled asked once per step size.
 * @param onPoint hears how many step sizes have been tried, and of how many.
 * @returns null when cancelled.
 */
export async function sweepLearningRates(
  model: TaylorModel,
  parameters: Float64Array,
  steps: number,
  isCancelled: () => boolean,
  onPoint: (done: number, total: number) => void = () => undefined,
): Promise<Sweep | null> {
  const random = randomStream(1).normal;
  const start = await measureIterate({ model, random, ...SCREEN_PRECISION }, parameters, 1, null);
  const initialSharpness = start.eigen.values[0]!;
  const points: SweepPoint[] = [];
  for (let i = 0; i < COUNT; i++) {
    if (isCancelled()) return null;
    onPoint(i, COUNT);
    const factor = LOWEST * (HIGHEST / LOWEST) ** (i / (COUNT - 1));
    const learningRate = (factor * 2) / initialSharpness;
    const { outcome } = await descentOutcome(model, {
      parameters,
      learningRateAt: () => learningRate,
      steps,
      largestLoss: DIVERGENCE_FACTOR * start.loss,
    });
    points.push({ learningRate, outcome });
  }
  return { steps, initialSharpness, points };
}
