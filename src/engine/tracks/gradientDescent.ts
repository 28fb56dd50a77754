/** Gradient descent θ_{t+1} = θ_t − η∇L(θ_t), measured at every step. */
import { isFiniteVector, plusScaled } from "../../math/vector.ts";
import { NonFiniteError } from "../nonFinite.ts";
import { leadingEigenpairs, type LeadingEigenpairs } from "../sharpness.ts";
import type { TrackContext } from "./context.ts";

/** The iterate at one step with all that is measured there. */
export interface Iterate {
  parameters: Float64Array;
  loss: number;
  gradient: Float64Array;
  eigen: LeadingEigenpairs;
}

/**
 * Measure loss, gradient and the leading `count` eigenpairs at `parameters`.
 * @param warmStart vectors near the leading eigenvectors, from the step before; [] when unknown.
 * @throws NonFiniteError when anything overflows.
 */
export async function measureIterate(
  context: TrackContext,
  parameters: Float64Array,
  count: number,
  warmStart: readonly Float64Array[],
): Promise<Iterate> {
  const point = await context.model.expandAt(parameters);
  try {
    if (!Number.isFinite(point.loss) || !isFiniteVector(point.gradient)) {
      throw new NonFiniteError("the loss is not finite here");
    }
    const { loss, gradient } = point;
    const eigen = await leadingEigenpairs(
      point,
      count,
      warmStart,
      context.tolerance,
      context.random,
    );
    return { parameters, loss, gradient, eigen };
  } finally {
    point.dispose();
  }
}

/** θ − η∇L(θ). */
export function descend(iterate: Iterate, learningRate: number): Float64Array {
  return plusScaled(iterate.parameters, -learningRate, iterate.gradient);
}
