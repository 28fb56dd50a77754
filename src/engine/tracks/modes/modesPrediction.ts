/**
 * The predicted deviation v̂ from θ† with several modes at the edge, and what it says of loss and
 * sharpness: the exact profile of L in the span of the active modes U, the cubic model around it, the
 * exact step of θ†. It depends on the span only; with one mode it is variant (f) of `prediction.ts`.
 */
import { pairIndex, pairsOf, unpacked } from "../../../math/packedSymmetric.ts";
import { symmetricEigen } from "../../../math/symmetricEigen.ts";
import { combination, dot, dots, norm } from "../../../math/vector.ts";
import { NonFiniteError } from "../../nonFinite.ts";
import type { TaylorModel } from "../../taylor/taylorModel.ts";
import type { ProfileProbe, Readout } from "../prediction.ts";
import type { ModesCenter } from "./constrainedModes.ts";

/** A displacement seen from a center. */
export interface ModesCoordinates {
  /** x = Uᵀv */
  x: number[];
  /** M = Gᵢⱼ·v, packed: the change of curvature on the active modes. */
  y: number[];
  /** |v| */
  distance: number;
}

export function modesCoordinatesOf(
  { modes, perpendicular }: ModesCenter,
  v: Float64Array,
): ModesCoordinates {
  return { x: dots(v, modes), y: dots(v, perpendicular), distance: norm(v) };
}

/** @throws NonFiniteError when the loss overflows there. */
export async function probeSpan(
  model: TaylorModel,
  { parameters, modes }: ModesCenter,
  x: readonly number[],
): Promise<ProfileProbe> {
  const point = await model.expandAt(combination([1, ...x], [parameters, ...modes]));
  point.dispose();
  if (!Number.isFinite(point.loss)) throw new NonFiniteError("the predicted loss is not finite");
  return { loss: point.loss, gradient: point.gradient };
}

/** L̂ = L(θ†+Ux) + ∇L·(v̂ − Ux), Ŝ = λ₁(Λ + Σ Cᵢⱼₗ xₗ + M). */
export function modesReadout(
  center: ModesCenter,
  v: Float64Array,
  { x, y }: ModesCoordinates,
  probe: ProfileProbe,
): Readout {
  const { gradient, modes, values, slopes } = center;
  const alongModes = dots(gradient, modes);
  const inSpan = x.reduce((sum, entry, i) => sum + entry * alongModes[i]!, 0);
  const m = modes.length;
  const curvature = pairsOf(m).map(([i, j], p) => {
    const tilt = slopes[p]!.reduce((sum, slope, l) => sum + slope * x[l]!, 0);
    return (i === j ? values[i]! : 0) + tilt + y[p]!;
  });
  return {
    loss: probe.loss + dot(gradient, v) - inSpan,
    sharpness: symmetricEigen(unpacked(curvature, m), m).values[0]!,
  };
}

/**
 * v̂' = v̂ − η[∇L + ∇²L(v̂−Ux) + UUᵀ(∇L(θ†+Ux) − ∇L) + ½Σ xᵢxⱼGᵢⱼ + UMx] − (θ†' − θ†).
 * @param product ∇²L(θ†)·v̂
 * @param end θ†'
 */
export function advanceModesPrediction(
  center: ModesCenter,
  end: Float64Array,
  v: Float64Array,
  { x, y }: ModesCoordinates,
  product: Float64Array,
  probe: ProfileProbe,
  learningRate: number,
): Float64Array {
  const { parameters, gradient, modes, products, perpendicular } = center;
  const m = modes.length;
  const profile = dots(probe.gradient, modes);
  const slope = dots(gradient, modes);
  const alongModes = modes.map((_, i) => {
    const tilted = x.reduce((sum, entry, j) => sum + y[pairIndex(i, j, m)]! * entry, 0);
    return profile[i]! - slope[i]! + tilted;
  });
  const pushes = pairsOf(m).map(([i, j]) => (i === j ? 0.5 : 1) * x[i]! * x[j]!);
  const step = combination(
    [1, 1, ...x.map((entry) => -entry), ...alongModes, ...pushes],
    [gradient, product, ...products, ...modes, ...perpendicular],
  );
  return combination([1, -learningRate, -1, 1], [v, step, end, parameters]);
}
