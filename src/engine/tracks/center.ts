/**
 * The quantities of the cubic heuristic at one point (Damian, Nichani & Lee 2023, §4):
 * u, S, ∇S = ∇³L(u,u), ∇S⊥, α = −∇L·∇S⊥, β = |∇S⊥|², δ = √max(0, 2α/β).
 */
import { addScaled, dot, isFiniteVector, scaleInPlace } from "../../math/vector.ts";
import { NonFiniteError } from "../nonFinite.ts";
import { leadingEigenpairs } from "../sharpness.ts";
import type { ExpansionPoint } from "../taylor/taylorModel.ts";
import type { TrackContext } from "./context.ts";

/** A center without its vectors. */
export interface CenterNumbers {
  loss: number;
  /** S = λ₁ */
  sharpness: number;
  /** λ₂; NaN when not measured (`count` 1) or d = 1. */
  eigenvalue2: number;
  /** ∇S · u */
  sharpnessSlope: number;
  /** |∇S| */
  sharpnessGradientNorm: number;
  alpha: number;
  beta: number;
  delta: number;
}

/** All that is measured at a center. */
export interface MeasuredCenter extends CenterNumbers {
  parameters: Float64Array;
  gradient: Float64Array;
  /** Unit u, its sign continuous with the center it was measured after. */
  topEigenvector: Float64Array;
  /** ∇S⊥ = ∇S − u (u·∇S) */
  perpendicular: Float64Array;
  warmStart: Float64Array[];
}

export interface Center extends MeasuredCenter {
  /** Still open, for further products at this point; the owner of the center disposes it. */
  point: ExpansionPoint;
}

/** What one measurement hands to the next: where to look for u, and which sign it has. */
export interface Orientation {
  topEigenvector: Float64Array;
  warmStart: readonly Float64Array[];
}

/**
 * @param count eigenpairs to converge, 1 or 2.
 * @throws NonFiniteError when anything overflows.
 */
export async function measureCenter(
  context: TrackContext,
  parameters: Float64Array,
  orientation: Orientation,
  count: 1 | 2,
): Promise<Center> {
  const point = await context.model.expandAt(parameters);
  try {
    const { loss, gradient } = point;
    if (!Number.isFinite(loss) || !isFiniteVector(gradient)) {
      throw new NonFiniteError("the loss on the constrained trajectory is not finite");
    }
    const eigen = await leadingEigenpairs(
      point,
      count,
      orientation.warmStart,
      context.tolerance,
      context.random,
    );
    const u = eigen.vectors[0]!.slice();
    if (dot(u, orientation.topEigenvector) < 0) scaleInPlace(u, -1);
    const sharpnessGradient = await point.thirdDerivative(u);
    const sharpnessSlope = dot(sharpnessGradient, u);
    const perpendicular = sharpnessGradient.slice();
    addScaled(perpendicular, -sharpnessSlope, u);
    const alpha = -dot(gradient, perpendicular);
    const beta = dot(perpendicular, perpendicular);
    return {
      parameters,
      loss,
      gradient,
      sharpness: eigen.values[0]!,
      eigenvalue2: count === 2 ? (eigen.values[1] ?? NaN) : NaN,
      topEigenvector: u,
      sharpnessSlope,
      sharpnessGradientNorm: Math.sqrt(beta + sharpnessSlope ** 2),
      perpendicular,
      alpha,
      beta,
      delta: beta > 0 ? Math.sqrt(Math.max(0, (2 * alpha) / beta)) : 0,
      warmStart: eigen.warmStart,
      point,
    };
  } catch (error) {
    point.dispose();
    throw error;
  }
}
