/**
 * The predicted deviation v̂ from θ†, and what it says of loss and sharpness. Two variants:
 * the default one keeps the exact profile of L along u and the exact step of θ† (variant f);
 * the cubic one is the paper's own predicted dynamics as its authors coded it (variant c).
 */
import { combination, dot, norm, plusScaled } from "../../math/vector.ts";
import { NonFiniteError } from "../nonFinite.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import type { Center, CenterNumbers } from "./center.ts";

/** A displacement seen from a center. */
export interface Coordinates {
  /** x = u·v: the oscillation, flips sign each step. */
  x: number;
  /** y = ∇S⊥·v: sharpness in excess of 2/η. */
  y: number;
  /** |v| */
  distance: number;
}

export function coordinatesOf(center: Center, v: Float64Array): Coordinates {
  return { x: dot(center.topEigenvector, v), y: dot(center.perpendicular, v), distance: norm(v) };
}

export interface Readout {
  loss: number;
  sharpness: number;
}

/** L and ∇L at θ† + x u, where the default prediction looks at the true loss along u. */
export interface ProfileProbe {
  loss: number;
  gradient: Float64Array;
}

/** @throws NonFiniteError when the loss overflows there. */
export async function probeProfile(
  model: TaylorModel,
  center: Center,
  x: number,
): Promise<ProfileProbe> {
  const point = await model.expandAt(plusScaled(center.parameters, x, center.topEigenvector));
  point.dispose();
  if (!Number.isFinite(point.loss)) throw new NonFiniteError("the predicted loss is not finite");
  return { loss: point.loss, gradient: point.gradient };
}

export function predictedReadout(
  center: Center,
  v: Float64Array,
  at: Coordinates,
  probe: ProfileProbe,
): Readout {
  return readoutAlong(center, at, {
    loss: probe.loss,
    alongPrediction: dot(center.gradient, v),
    alongU: dot(center.gradient, center.topEigenvector),
  });
}

/**
 * L̂ = L(θ†+x̂u) + ∇L·(v̂ − x̂u), Ŝ = S(θ†) + ŷ + (∇S·u) x̂.
 * @param probe L(θ†+x̂u), ∇L·v̂ and ∇L·u.
 */
export function readoutAlong(
  center: CenterNumbers,
  at: Coordinates,
  probe: { loss: number; alongPrediction: number; alongU: number },
): Readout {
  return {
    loss: probe.loss + probe.alongPrediction - probe.alongU * at.x,
    sharpness: center.sharpness + at.y + center.sharpnessSlope * at.x,
  };
}

/** The closed forms of the main theorem: L(θ†) + x̂²/η and 2/η + ŷ + (∇S·u) x̂. */
export function cubicReadout(
  center: CenterNumbers,
  at: Coordinates,
  learningRate: number,
): Readout {
  return {
    loss: center.loss + at.x ** 2 / learningRate,
    sharpness: 2 / learningRate + at.y + center.sharpnessSlope * at.x,
  };
}

/**
 * Variant (f), generalized prediction in difference form:
 * v̂' = v̂ − η[∇L + ∇²L(v̂−xu) + u u·(∇L(θ†+xu) − ∇L) + ½x²∇S⊥ + xy u] − (θ†' − θ†).
 * @param product ∇²L(θ†)·v̂
 * @param end θ†'
 */
export function advancePrediction(
  center: Center,
  end: Float64Array,
  v: Float64Array,
  at: Coordinates,
  product: Float64Array,
  probe: ProfileProbe,
  learningRate: number,
): Float64Array {
  const { parameters, topEigenvector: u, topProduct, gradient, perpendicular } = center;
  const { x, y } = at;
  const profile = dot(u, probe.gradient) - dot(u, gradient);
  const step = combination(
    [1, 1, -x, profile + x * y, 0.5 * x ** 2],
    [gradient, product, topProduct, u, perpendicular],
  );
  return combination([1, -learningRate, -1, 1], [v, step, end, parameters]);
}

/**
 * Variant (c): v̂' = v̂ − η[½(x² − δ²)∇S⊥ + ∇²L v̂ + xy u].
 * @param product ∇²L(θ†)·v̂
 */
export function advanceCubic(
  center: Center,
  v: Float64Array,
  at: Coordinates,
  product: Float64Array,
  learningRate: number,
): Float64Array {
  const { x, y } = at;
  const step = [0.5 * (x ** 2 - center.delta ** 2), 1, x * y].map((s) => -learningRate * s);
  return combination([1, ...step], [v, center.perpendicular, product, center.topEigenvector]);
}
