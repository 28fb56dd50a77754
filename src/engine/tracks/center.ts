/**
 * The quantities of the cubic heuristic at one point (Damian, Nichani & Lee 2023, §4):
 * u, S, ∇S = ∇³L(u,u), ∇S⊥, α = −∇L·∇S⊥, β = |∇S⊥|², δ = √max(0, 2α/β).
 */
import { dot, isFiniteVector, plusScaled, scaleInPlace } from "../../math/vector.ts";
import { NonFiniteError } from "../nonFinite.ts";
import { leadingEigenpairs, type EigenTolerance } from "../sharpness.ts";
import { approach, extrapolateEigenvectors, remember, type EigenMemory } from "../warmStart.ts";
import type { TrackContext } from "./context.ts";

/** A center without its vectors. */
export interface CenterNumbers {
  loss: number;
  /** S = λ₁ */
  sharpness: number;
  /** λ₂; NaN when d = 1. */
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
  /** Where eigenvectors are known, latest first: here, and at centers before. */
  history: readonly EigenMemory[];
}

export interface Center extends MeasuredCenter {
  /** ∇²L u */
  topProduct: Float64Array;
  /** ∇²L w of each vector that was asked for together with the eigenpairs. */
  productsAlong: Float64Array[];
}

/** What one measurement hands to the next: where to look for u, and which sign it has. */
export interface Orientation {
  topEigenvector: Float64Array;
  history: readonly EigenMemory[];
}

/**
 * How oscillation along u and descent act on the sharpness S.
 * @param perpendicular ∇S⊥
 * @param sharpnessSlope ∇S·u
 */
export function stabilisation(
  gradient: Float64Array,
  perpendicular: Float64Array,
  sharpnessSlope: number,
): Pick<CenterNumbers, "sharpnessSlope" | "sharpnessGradientNorm" | "alpha" | "beta" | "delta"> {
  const alpha = -dot(gradient, perpendicular);
  const beta = dot(perpendicular, perpendicular);
  return {
    sharpnessSlope,
    sharpnessGradientNorm: Math.sqrt(beta + sharpnessSlope ** 2),
    alpha,
    beta,
    delta: beta > 0 ? Math.sqrt(Math.max(0, (2 * alpha) / beta)) : 0,
  };
}

/**
 * @param tolerance of the two leading eigenpairs.
 * @param along vectors whose Hessian products are wanted here too.
 * @throws NonFiniteError when anything overflows.
 */
export async function measureCenter(
  context: TrackContext,
  parameters: Float64Array,
  orientation: Orientation,
  tolerance: EigenTolerance,
  along: readonly Float64Array[] = [],
): Promise<Center> {
  const point = await context.model.expandAt(parameters);
  try {
    const { loss, gradient } = point;
    if (!Number.isFinite(loss) || !isFiniteVector(gradient)) {
      throw new NonFiniteError("the loss on the constrained trajectory is not finite");
    }
    const from = approach(parameters, orientation.history, {
      period: context.projectionRounds + 1,
      isSmooth: true,
    });
    const eigen = await leadingEigenpairs(
      point,
      2,
      extrapolateEigenvectors(from),
      tolerance,
      context.random,
      along,
    );
    const u = eigen.vectorOf(0);
    const topProduct = eigen.productOf(0);
    if (dot(u, orientation.topEigenvector) < 0) {
      scaleInPlace(u, -1);
      scaleInPlace(topProduct, -1);
    }
    const sharpnessGradient = await point.thirdDerivative(u);
    const sharpnessSlope = dot(sharpnessGradient, u);
    const perpendicular = plusScaled(sharpnessGradient, -sharpnessSlope, u);
    return {
      parameters,
      loss,
      gradient,
      sharpness: eigen.values[0]!,
      eigenvalue2: eigen.values[1] ?? NaN,
      topEigenvector: u,
      topProduct,
      perpendicular,
      ...stabilisation(gradient, perpendicular, sharpnessSlope),
      history: remember(from, eigen.warmStart),
      productsAlong: eigen.productsAlong,
    };
  } finally {
    point.dispose();
  }
}
