/**
 * Where to start the eigen-solver at θ: the eigenvectors of the last points, combined as the points
 * combine to the one nearest θ,
 *   u ≈ u₀ + Σ cₖ (uₖ − uₖ₊₁),  c the least squares solution of θ − θ₀ ≈ Σ cₖ (θₖ − θₖ₊₁),
 * with θ₀ the latest. Tracks repeat their moves: gradient descent at the edge hops to and fro, a
 * projection goes through its rounds alike in every step. So the move to θ is looked for in the move
 * one period ago. This saves Hessian products; nothing but the start of the iteration depends on it.
 */
import { clamp } from "../math/clamp.ts";
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

/** How a track moves. */
export interface Gait {
  /** Points after which moves repeat, 2 or more. */
  period: number;
  /** Whether it is smooth from period to period, so that a longer past is worth following. */
  isSmooth: boolean;
}

/** A point whose eigenvectors are not known yet, seen from those where they are. */
export interface Approach {
  parameters: Float64Array;
  /** Latest first. */
  history: readonly EigenMemory[];
  gait: Gait;
  step: Float64Array | null;
  products: readonly number[];
}

/** Steps beyond a period that the first vector of a smooth track looks back on. */
const SMOOTH_STEPS = 2;
/** What is left of a step, squared, counts as nothing below this share of the longest one. */
const NEGLIGIBLE = 1e-8;
/** Sums of |weights| of earlier points beyond which residuals are amplified too much. */
const LARGEST_WEIGHTS = { line: 1.5, plane: 4, space: 8 };
/** Pairs that traded places, or belong to a cluster, have no common line. */
const LEAST_OVERLAP = 0.9;

/** @param history latest first; empty at the beginning. */
export function approach(
  parameters: Float64Array,
  history: readonly EigenMemory[],
  gait: Gait,
): Approach {
  const last = history[0];
  if (last === undefined) return { parameters, history, gait, step: null, products: [] };
  const step = difference(parameters, last.parameters);
  // The step to the oldest point comes from one that is forgotten.
  const steps = history.slice(0, -1).map((memory) => memory.step!);
  return { parameters, history, gait, step, products: dots(step, [step, ...steps]) };
}

/** The history with this point and what was found there. */
export function remember(
  { parameters, history, gait, step, products }: Approach,
  vectors: readonly Float64Array[],
): readonly EigenMemory[] {
  const before = history[0]?.vectors ?? [];
  const overlaps = before.slice(0, vectors.length).map((vector, i) => dot(vector, vectors[i]!));
  const reach = gait.period + (gait.isSmooth ? SMOOTH_STEPS : 0);
  const kept = history
    .slice(0, reach)
    .map((memory, k) =>
      k < gait.period ? memory : { ...memory, vectors: memory.vectors.slice(0, 1) },
    );
  return [{ parameters, vectors, overlaps, step, products }, ...kept];
}

/** Vectors to start from; none at the beginning. */
export function extrapolateEigenvectors(at: Approach): Float64Array[] {
  const { history, gait } = at;
  const last = history[0];
  if (last === undefined) return [];
  const plane = planeWeights(at);
  const space = (gait.isSmooth ? spaceWeights(at) : null) ?? plane;
  return last.vectors.map((vector, i) => combined(vector, i, i === 0 ? space : plane, history));
}

/** The i-th vectors of the history, latest `vector`, combined by weights of steps. */
function combined(
  vector: Float64Array,
  i: number,
  weights: readonly number[],
  history: readonly EigenMemory[],
): Float64Array {
  const vectors = [vector];
  const ofPoints = [1 + (weights[0] ?? 0)];
  let sign = 1;
  for (const [k, weight] of weights.entries()) {
    const overlap = history[k]!.overlaps[i];
    if (overlap === undefined || Math.abs(overlap) < LEAST_OVERLAP) return vector;
    sign *= Math.sign(overlap);
    const ofPoint = sign * ((weights[k + 1] ?? 0) - weight);
    if (ofPoint === 0) continue;
    ofPoints.push(ofPoint);
    vectors.push(history[k + 1]!.vectors[i]!);
  }
  return vectors.length === 1 ? vector : combination(ofPoints, vectors);
}

/** c of the plane through the latest point and both ends of the step one period ago. */
function planeWeights(at: Approach): number[] {
  const { period } = at.gait;
  const known = at.products.length - 1;
  const sinceThen = new Array<number>(Math.min(period - 1, known)).fill(0);
  if (known >= period) {
    const weights = leastSquares(at, [...sinceThen, 1]);
    if (sizeOf(weights) <= LARGEST_WEIGHTS.plane) return weights;
  }
  const limit = LARGEST_WEIGHTS.line;
  return leastSquares(at, sinceThen).map((weight) => clamp(weight, -limit, limit));
}

/** c of all steps, each for itself; null when too few are known, or the weights would be large. */
function spaceWeights(at: Approach): number[] | null {
  const count = at.gait.period + SMOOTH_STEPS;
  if (at.products.length <= count) return null;
  const weights = leastSquares(
    at,
    Array.from({ length: count }, (_, k) => k),
  );
  return sizeOf(weights) <= LARGEST_WEIGHTS.space ? weights : null;
}

/** Σ |weight| of the points before the latest. */
function sizeOf(weights: readonly number[]): number {
  return weights.reduce((sum, weight, k) => sum + Math.abs(weight - (weights[k + 1] ?? 0)), 0);
}

/**
 * c that minimizes |t − Σ cₖ stepₖ|, by elimination on the inner products of the steps. A step that all
 * but depends on those before it gets no weight.
 * @param groups of each step, from 0 on: steps of one group have one weight.
 */
function leastSquares({ history, products }: Approach, groups: readonly number[]): number[] {
  const n = (groups.at(-1) ?? -1) + 1;
  const rows = Array.from({ length: n }, () => new Array<number>(n + 1).fill(0));
  for (const [i, p] of groups.entries()) {
    rows[p]![n]! += products[i + 1]!;
    for (const [k, q] of groups.entries()) {
      rows[p]![q]! += history[Math.min(i, k)]!.products[Math.abs(i - k)]!;
    }
  }
  const weights = eliminate(rows);
  return groups.map((group) => weights[group]!);
}

/** Solve the symmetric n × (n + 1) system, in place; unknowns without a pivot are zero. */
function eliminate(rows: number[][]): number[] {
  const n = rows.length;
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
  const solution = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    if (!isUsed[i]) continue;
    let rest = rows[i]![n]!;
    for (let k = i + 1; k < n; k++) rest -= rows[i]![k]! * solution[k]!;
    solution[i] = rest / rows[i]![i]!;
  }
  return solution;
}
