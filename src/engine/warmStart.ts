import { addCombination, dot } from "../math/vector.ts";

/** Leading eigenvectors as they were found at one parameter point. */
export interface EigenMemory {
  parameters: Float64Array;
  vectors: readonly Float64Array[];
  /** Inner products with the vectors of the point before; empty at the first one. */
  overlaps: readonly number[];
}

/** Points a warm start looks back on: enough for a line and for hops across a moving valley. */
export const HISTORY_LENGTH = 3;
/** Displacements this close to parallel (sine squared) count as one. */
const PARALLEL = 1e-6;
/** Sums of |weights| beyond these amplify what is left of the residuals more than they gain. */
const LARGEST_WEIGHTS = 4;
const LARGEST_SINGLE_WEIGHT = 1.5;
/** Pairs that traded places, or belong to a cluster, have no common line. */
const LEAST_OVERLAP = 0.9;

/** The history, latest first, with one point more. */
export function remember(
  parameters: Float64Array,
  vectors: readonly Float64Array[],
  history: readonly EigenMemory[],
): readonly EigenMemory[] {
  const before = history[0]?.vectors ?? [];
  const overlaps = before.slice(0, vectors.length).map((vector, i) => dot(vector, vectors[i]!));
  return [{ parameters, vectors, overlaps }, ...history.slice(0, HISTORY_LENGTH - 1)];
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
  const last = history[0];
  if (last === undefined) return [];
  const weights = planeWeights(
    parameters,
    history.map((memory) => memory.parameters),
  );
  return last.vectors.map((vector, i) => {
    const out = vector.slice();
    const vectors = [vector];
    const signed = [0];
    let sign = 1;
    for (const [k, weight] of weights.entries()) {
      const overlap = history[k]!.overlaps[i];
      if (overlap === undefined || Math.abs(overlap) < LEAST_OVERLAP) return out;
      sign *= Math.sign(overlap);
      signed[0]! -= weight;
      signed.push(weight * sign);
      vectors.push(history[k + 1]!.vectors[i]!);
    }
    addCombination(out, signed, vectors);
    return out;
  });
}

/** c for as many of the earlier points, next to last first, as combine with ordinary weights. */
function planeWeights(theta: Float64Array, points: readonly Float64Array[]): number[] {
  const [last, second, third] = points;
  if (last === undefined || second === undefined) return [];
  const { aa, ab, bb, ta, tb } = planeProducts(theta, last, second, third ?? second);
  const determinant = aa * bb - ab * ab;
  if (determinant > PARALLEL * aa * bb) {
    const weights = [(ta * bb - tb * ab) / determinant, (tb * aa - ta * ab) / determinant];
    if (Math.abs(weights[0]!) + Math.abs(weights[1]!) <= LARGEST_WEIGHTS) return weights;
  }
  if (!(aa > 0)) return [];
  return [Math.max(-LARGEST_SINGLE_WEIGHT, Math.min(LARGEST_SINGLE_WEIGHT, ta / aa))];
}

/** Inner products of a = second − last, b = third − last and t = θ − last, in one loop. */
function planeProducts(
  theta: Float64Array,
  last: Float64Array,
  second: Float64Array,
  third: Float64Array,
) {
  let [aa, ab, bb, ta, tb] = [0, 0, 0, 0, 0];
  for (let i = 0; i < theta.length; i++) {
    const origin = last[i]!;
    const a = second[i]! - origin;
    const b = third[i]! - origin;
    const t = theta[i]! - origin;
    aa += a * a;
    ab += a * b;
    bb += b * b;
    ta += t * a;
    tb += t * b;
  }
  return { aa, ab, bb, ta, tb };
}
