/**
 * Where to start the eigen-solver at θ: the eigenvectors of the last points, combined as the points
 * combine to the one nearest θ,
 *   u ≈ u₀ + Σ cₖ (uₖ − uₖ₊₁),  c the least squares solution of θ − θ₀ ≈ Σ cₖ (θₖ − θₖ₊₁),
 * with θ₀ the latest. A smooth track moves on, and a run that hops across a moving valley is met on
 * the other side. Both save Hessian products, and nothing but the start of the iteration depends on it.
 */
import { combination, difference, dot, dots } from "../math/vector.ts";

/** Leading eigenvectors as they were found at one parameter point. */
export interface EigenMemory {
  parameters: Float64Array;
  vectors: readonly Float64Array[];
  /** Inner products with the vectors of the point before; empty at the first one. */
  overlaps: readonly number[];
  /** θₖ − θₖ₊₁; null at the first one. */
  step: Float64Array | null;
  /** Inner products of the step with itself and with the steps before it, latest first. */
  products: readonly number[];
}

/** A point whose eigenvectors are not known yet, seen from those where they are. */
export interface Approach {
  parameters: Float64Array;
  /** Latest first. */
  history: readonly EigenMemory[];
  step: Float64Array | null;
  products: readonly number[];
  /** Points that the first vector looks back on; all others look back on three. */
  reach: number;
}

/** Enough for a line and for hops. Further back, what is left of the residuals outweighs the gain. */
const POINTS = 3;
/** What is left of a step, squared, counts as nothing below this share of the longest one. */
const NEGLIGIBLE = 1e-8;
/** Sums of |weights| of earlier points beyond which residuals are amplified too much, by steps. */
const LARGEST_WEIGHTS = [0, 1.5, 4, 8, 8];
/** Pairs that traded places, or belong to a cluster, have no common line. */
const LEAST_OVERLAP = 0.9;

/**
 * @param history latest first; empty at the beginning.
 * @param reach points that the first vector looks back on, 3 to 5. The more, the smoother the track
 * must be and the smaller the residuals.
 */
export function approach(
  parameters: Float64Array,
  history: readonly EigenMemory[],
  reach: number,
): Approach {
  const last = history[0];
  if (last === undefined) return { parameters, history, step: null, products: [], reach };
  const step = difference(parameters, last.parameters);
  // The step to the oldest point comes from one that is forgotten.
  const steps = history.slice(0, -1).map((memory) => memory.step!);
  return { parameters, history, step, products: dots(step, [step, ...steps]), reach };
}

/** The history with this point and what was found there. */
export function remember(
  { parameters, history, step, products, reach }: Approach,
  vectors: readonly Float64Array[],
): readonly EigenMemory[] {
  const before = history[0]?.vectors ?? [];
  const overlaps = before.slice(0, vectors.length).map((vector, i) => dot(vector, vectors[i]!));
  const kept = history
    .slice(0, reach - 1)
    .map((memory, k) =>
      k < POINTS - 1 ? memory : { ...memory, vectors: memory.vectors.slice(0, 1) },
    );
  return [{ parameters, vectors, overlaps, step, products }, ...kept];
}

/** Vectors to start from; none at the beginning. */
export function extrapolateEigenvectors(at: Approach): Float64Array[] {
  const { history, reach } = at;
  const last = history[0];
  if (last === undefined) return [];
  const shorter = stepWeights(at, POINTS - 1);
  const longer = reach > POINTS ? stepWeights(at, reach - 1) : shorter;
  return last.vectors.map((vector, i) => combined(vector, i, i === 0 ? longer : shorter, history));
}

/** The i-th vectors of the history, latest `vector`, combined by weights of steps. */
function combined(
  vector: Float64Array,
  i: number,
  weights: readonly number[],
  history: readonly EigenMemory[],
): Float64Array {
  const vectors = [vector];
  const ofPoints = [1];
  let sign = 1;
  for (const [k, weight] of weights.entries()) {
    const overlap = history[k]!.overlaps[i];
    if (overlap === undefined || Math.abs(overlap) < LEAST_OVERLAP) return vector;
    ofPoints[k]! += weight * sign;
    sign *= Math.sign(overlap);
    ofPoints.push(-weight * sign);
    vectors.push(history[k + 1]!.vectors[i]!);
  }
  return vectors.length === 1 ? vector : combination(ofPoints, vectors);
}

/** c of the latest steps, at most `count`: of as many as combine with weights of ordinary size. */
function stepWeights({ history, products }: Approach, count: number): number[] {
  const steps = Math.min(count, products.length - 1);
  for (let n = steps; n > 1; n--) {
    const weights = leastSquares(history, products.slice(1, n + 1));
    const ofPoints = weights.map((weight, k) => Math.abs(weight - (weights[k + 1] ?? 0)));
    if (ofPoints.reduce((sum, size) => sum + size, 0) <= LARGEST_WEIGHTS[n]!) return weights;
  }
  const square = history[0]!.products[0] ?? 0;
  if (!(square > 0)) return [];
  const limit = LARGEST_WEIGHTS[1]!;
  return [Math.max(-limit, Math.min(limit, products[1]! / square))];
}

/**
 * c that minimizes |t − Σ cₖ stepₖ|, `right` the products t·stepₖ: by elimination on the steps' inner
 * products. A step that all but depends on the earlier ones gets no weight.
 */
function leastSquares(history: readonly EigenMemory[], right: readonly number[]): number[] {
  const n = right.length;
  const rows = right.map((product, i) => [
    ...right.map((_, k) => history[Math.min(i, k)]!.products[Math.abs(i - k)]!),
    product,
  ]);
  const largest = Math.max(...rows.map((row, i) => row[i]!));
  const isUsed = rows.map((pivotRow, p) => {
    const pivot = pivotRow[p]!;
    if (!(pivot > NEGLIGIBLE * largest)) return false;
    for (const row of rows.slice(p + 1)) {
      const factor = row[p]! / pivot;
      for (let k = p; k <= n; k++) row[k]! -= factor * pivotRow[k]!;
    }
    return true;
  });
  const weights = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    if (!isUsed[i]) continue;
    let rest = rows[i]![n]!;
    for (let k = i + 1; k < n; k++) rest -= rows[i]![k]! * weights[k]!;
    weights[i] = rest / rows[i]![i]!;
  }
  return weights;
}
