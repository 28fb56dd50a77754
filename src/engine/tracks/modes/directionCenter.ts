/** θ† of several modes as it looks along one direction of the active span: what one mode has at a center. */
import { pairsOf } from "../../../math/packedSymmetric.ts";
import { combination } from "../../../math/vector.ts";
import { stabilisation, type Center } from "../center.ts";
import type { ModesCenter } from "./constrainedModes.ts";

/** With one active mode, all that `measureCenter` says of it but where eigenvectors are. */
export type DirectionCenter = Omit<Center, "history" | "topProduct" | "productsAlong">;

/**
 * With w = Σ tᵢuᵢ in place of u: curvature wᵀ∇²L w, its gradient ∇³L(w, w) and what is perpendicular to all
 * active modes of that, α, β and δ.
 * @param turn t, a unit vector with an entry for each active mode.
 */
export function alongDirection(center: ModesCenter, turn: readonly number[]): DirectionCenter {
  const { parameters, loss, gradient, values, modes, slopes, perpendicular: all } = center;
  const weights = pairsOf(modes.length).map(([i, j]) => (i === j ? 1 : 2) * turn[i]! * turn[j]!);
  const topEigenvector = combination(turn, modes);
  const perpendicular = combination(weights, all);
  const sharpnessSlope = weights.reduce(
    (sum, weight, p) =>
      sum + weight * slopes[p]!.reduce((total, slope, l) => total + slope * turn[l]!, 0),
    0,
  );
  return {
    parameters,
    loss,
    gradient,
    topEigenvector,
    perpendicular,
    sharpness: turn.reduce((sum, entry, i) => sum + entry ** 2 * values[i]!, 0),
    eigenvalue2: values[modes.length] ?? NaN,
    ...stabilisation(gradient, perpendicular, sharpnessSlope),
  };
}
