import { symmetricEigen } from "../math/symmetricEigen.ts";
import { addScaled, difference, dot } from "../math/vector.ts";

/** Leading eigenvectors as they were found at one parameter point. */
export interface EigenMemory {
  parameters: Float64Array;
  vectors: readonly Float64Array[];
}

/** Points a warm start looks back on: enough for a line and for hops across a moving valley. */
export const HISTORY_LENGTH = 3;
/** Displacements that depend on each other to this share of their squared length count as one. */
const DEPENDENT = 1e-6;
/** Sums of |weights| beyond these amplify what is left of the residuals more than they gain. */
const LARGEST_WEIGHTS = 4;
const LARGEST_SINGLE_WEIGHT = 1.5;

/** The history with one point more. */
export function remember(
  latest: EigenMemory,
  history: readonly EigenMemory[],
): readonly EigenMemory[] {
  return [latest, ...history].slice(0, HISTORY_LENGTH);
}

/**
 * Where to start the eigen-solver at θ = `parameters`: the vectors of the last points, combined as
 * the points combine to the one nearest θ in the plane through them,
 *   u ≈ u₁ + Σ cᵢ (uᵢ − u₁),  c the least squares solution of θ − θ₁ ≈ Σ cᵢ (θᵢ − θ₁).
 * A smooth track moves on, and a run that hops across a moving valley is met on the other side. Both
 * save Hessian products, and nothing but the start of the iteration depends on it.
 *
 * @param history latest first; empty at the beginning.
 */
export function extrapolateEigenvectors(
  parameters: Float64Array,
  history: readonly EigenMemory[],
): Float64Array[] {
  const [last, ...earlier] = history;
  if (last === undefined) return [];
  const weights = combination(parameters, last, earlier);
  return last.vectors.map((vector, i) => {
    const out = vector.slice();
    for (const [k, weight] of weights.entries()) {
      const other = earlier[k]!.vectors[i];
      if (other === undefined) return vector;
      const overlap = dot(vector, other);
      // Pairs that traded places, or belong to a cluster, have no common line.
      if (Math.abs(overlap) < 0.9) return vector;
      addScaled(out, -weight, vector);
      addScaled(out, weight * Math.sign(overlap), other);
    }
    return out;
  });
}

/** c, of as many of the earlier points as combine with weights of ordinary size. */
function combination(
  parameters: Float64Array,
  last: EigenMemory,
  earlier: readonly EigenMemory[],
): number[] {
  const target = difference(parameters, last.parameters);
  const steps = earlier.map((memory) => difference(memory.parameters, last.parameters));
  for (let n = steps.length; n > 1; n--) {
    const weights = leastSquares(steps.slice(0, n), target);
    if (weights.reduce((sum, weight) => sum + Math.abs(weight), 0) <= LARGEST_WEIGHTS) {
      return weights;
    }
  }
  return leastSquares(steps.slice(0, 1), target).map((weight) =>
    Math.max(-LARGEST_SINGLE_WEIGHT, Math.min(LARGEST_SINGLE_WEIGHT, weight)),
  );
}

/** The c of least length that minimizes |target − Σ cᵢ stepsᵢ|. */
function leastSquares(steps: readonly Float64Array[], target: Float64Array): number[] {
  const n = steps.length;
  const gram = Float64Array.from({ length: n * n }, (_, k) =>
    dot(steps[Math.floor(k / n)]!, steps[k % n]!),
  );
  const right = Float64Array.from(steps, (step) => dot(step, target));
  const { values, vectors } = symmetricEigen(gram, n);
  const solution = new Float64Array(n);
  for (const [k, vector] of vectors.entries()) {
    const value = values[k]!;
    if (value > DEPENDENT * values[0]!) addScaled(solution, dot(vector, right) / value, vector);
  }
  return [...solution];
}
