/** Which step sizes are stable, at the edge, or divergent: measured, by the step rule alone. */
import { randomStream } from "../math/random.ts";
import type { Optimizer } from "../model/experiment.ts";
import { edgeLearningRate, edgeLevel, isAdaptive } from "../model/stability.ts";
import type { Sweep, SweepPoint } from "../protocol/sweep.ts";
import { descentOutcome } from "./descentOutcome.ts";
import { orNull } from "./nonFinite.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import { leadingEigenpairs } from "./sharpness.ts";
import type { StepMemory } from "./stepRules/stepRule.ts";
import { stepRuleOf } from "./stepRules/stepRuleOf.ts";
import type { ExpansionPoint, TaylorModel } from "./taylor/taylorModel.ts";
import { measureIterate } from "./tracks/gradientDescent.ts";
import { preconditioned } from "./tracks/preconditionedSharpness.ts";

/** Step sizes tried, evenly spaced in log η from 1/32 to 4 times the one that starts at the line. */
const COUNT = 41;
const LOWEST = 1 / 32;
const HIGHEST = 4;
/** An adaptive step changes an entry by η or so, however steep the loss is: 1/32 to 4 times this. */
const ADAPTIVE_MIDDLE = 0.03;
/** A loss this many times its start does not come back. */
const DIVERGENCE_FACTOR = 1e3;
/** A rule with a memory is at the edge where its sharpness is at this share of its line or above. */
const AT_LINE = 0.98;

/**
 * @param optimizer the step rule; gradient descent where absent.
 * @param parameters θ₀
 * @param steps updates per step size.
 * @param isCancelled asked once per step size.
 * @param onPoint hears how many step sizes have been tried, and of how many.
 * @returns null when cancelled.
 */
export async function sweepLearningRates(
  model: TaylorModel,
  optimizer: Optimizer | undefined,
  parameters: Float64Array,
  steps: number,
  isCancelled: () => boolean,
  onPoint: (done: number, total: number) => void = () => undefined,
): Promise<Sweep | null> {
  const random = randomStream(1).normal;
  const start = await measureIterate({ model, random, ...SCREEN_PRECISION }, parameters, 1, null);
  const initialSharpness = start.eigen.values[0]!;
  const rule = stepRuleOf(optimizer);
  const middle = isAdaptive(optimizer)
    ? ADAPTIVE_MIDDLE
    : edgeLearningRate(optimizer, initialSharpness);
  const isAtLine = async (point: ExpansionPoint, memory: StepMemory, level: number) => {
    const preconditioner = rule.preconditioner(memory);
    const hessian = preconditioner === null ? point : preconditioned(point, preconditioner);
    const tolerance = SCREEN_PRECISION.iterateTolerance;
    const eigen = await orNull(leadingEigenpairs(hessian, 1, [], tolerance, random));
    return eigen !== null && eigen.values[0]! >= AT_LINE * level;
  };
  const points: SweepPoint[] = [];
  for (let i = 0; i < COUNT; i++) {
    if (isCancelled()) return null;
    onPoint(i, COUNT);
    const factor = LOWEST * (HIGHEST / LOWEST) ** (i / (COUNT - 1));
    const learningRate = factor * middle;
    const { outcome } = await descentOutcome(model, {
      rule,
      parameters,
      learningRateAt: () => learningRate,
      steps,
      largestLoss: DIVERGENCE_FACTOR * start.loss,
      ...(optimizer !== undefined && {
        isAtLine: (point, memory) => isAtLine(point, memory, edgeLevel(optimizer, learningRate)),
      }),
    });
    points.push({ learningRate, outcome });
  }
  return { steps, initialSharpness, points };
}
