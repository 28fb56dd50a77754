/**
 * The semidefinite linear complementarity problem on symmetric m × m matrices, m small:
 *   X ⪰ 0,  S = A + B[X] ⪰ 0,  ⟨X, S⟩ = 0,   B[X]ᵢⱼ = Σₖₗ Gᵢⱼ·Gₖₗ Xₖₗ,
 * whose X minimizes ½⟨X, B[X]⟩ + ⟨A, X⟩ over X ⪰ 0. For m = 1 it is max(0, −A/B).
 *
 * X solves it when it is the positive part of X − ρS, for any ρ > 0. That equation is piecewise smooth,
 * and Newton's method on it ends in a few steps, to all digits (Sun & Sun 2002), once ρ is about the
 * ratio of X to S: several are tried, each from where the one before has come to.
 */
import { pairsOf, unpacked } from "./packedSymmetric.ts";
import { solveLinear } from "./solveLinear.ts";
import { symmetricEigen } from "./symmetricEigen.ts";

/** Of ρ, for A and B of order one. */
const RATIOS = [1, 10, 100, 1e3, 1e4, 1e5];
/** Newton steps with one ρ. */
const MAX_STEPS = 25;
/** Of the scaled equation, beside |X|. */
const TOLERANCE = 1e-14;
/** Of B's size: keeps X bounded where no X makes S positive, since the G depend on each other. */
const SHIFT = 1e-13;

/** A and B of order one. */
interface Problem {
  m: number;
  a: readonly number[];
  /** B[X], packed, of X, packed: off-diagonal entries count twice. */
  b: readonly (readonly number[])[];
}

/** One X, and how far it is from being the positive part of X − ρS. All packed. */
interface Trial {
  x: readonly number[];
  positive: readonly number[];
  /** X − ρS = Σ λₐ vₐvₐᵀ. */
  values: Float64Array;
  vectors: readonly Float64Array[];
  isSolved: boolean;
}

/**
 * @param a A, packed (see `packedSymmetric.ts`).
 * @param gram Gₚ·G_q for all pairs p, q of modes.
 * @param m 1 or more.
 * @returns X, packed; zero where no X changes anything, since all G vanish.
 */
export function solveComplementarity(
  a: readonly number[],
  gram: readonly (readonly number[])[],
  m: number,
): number[] {
  const size = Math.max(...a.map(Math.abs));
  const stiffness = Math.max(...gram.map((row, p) => row[p]!));
  if (!(size > 0) || !(stiffness > 0)) return a.map(() => 0);
  if (m === 1) return [Math.max(0, -a[0]! / gram[0]![0]!)];
  const pairs = pairsOf(m);
  const problem: Problem = {
    m,
    a: a.map((entry) => entry / size),
    b: gram.map((row, p) =>
      row.map((product, q) => {
        const [i, j] = pairs[q]!;
        return (product / stiffness) * (i === j ? 1 : 2) + (p === q ? SHIFT : 0);
      }),
    ),
  };
  return solved(problem).map((entry) => (size / stiffness) * entry);
}

/** From where the leading mode alone would be. */
function solved(problem: Problem): readonly number[] {
  const { a, b } = problem;
  let x: readonly number[] = a.map((_, p) => (p === 0 ? Math.max(0, -a[0]! / b[0]![0]!) : 0));
  for (const ratio of RATIOS) {
    let trial = trialAt(problem, x, ratio);
    for (let step = 0; step < MAX_STEPS && !trial.isSolved; step++) {
      trial = trialAt(problem, newtonStep(problem, trial, ratio), ratio);
    }
    x = trial.positive;
    if (trial.isSolved) break;
  }
  return x;
}

function trialAt({ a, b, m }: Problem, x: readonly number[], ratio: number): Trial {
  const z = x.map((entry, p) => {
    let slack = a[p]!;
    for (const [q, weight] of b[p]!.entries()) slack += weight * x[q]!;
    return entry - ratio * slack;
  });
  const { values, vectors } = symmetricEigen(unpacked(z, m), m);
  const positive = pairsOf(m).map(([i, j]) => {
    let sum = 0;
    for (const [k, v] of vectors.entries()) sum += Math.max(0, values[k]!) * v[i]! * v[j]!;
    return sum;
  });
  const error = Math.max(...x.map((entry, p) => Math.abs(entry - positive[p]!)));
  const isSolved = error <= TOLERANCE * (1 + Math.max(...positive));
  return { x, positive, values, vectors, isSolved };
}

/** X + D, D the solution of D − P'[D − ρB[D]] = P − X, P' the derivative of the positive part P. */
function newtonStep({ b, m }: Problem, trial: Trial, ratio: number): number[] {
  const { x, positive } = trial;
  const derivative = positivePartDerivative(trial, m);
  const rows = derivative.map((row, p) =>
    row.map((own, q) => {
      let sum = (p === q ? 1 : 0) - own;
      for (const [r, weight] of row.entries()) sum += ratio * weight * b[r]![q]!;
      return sum;
    }),
  );
  const step = solveLinear(
    rows,
    x.map((entry, p) => positive[p]! - entry),
  );
  return x.map((entry, p) => entry + step[p]!);
}

/** P'[D] = Σ ωₐᵦ (vₐᵀDvᵦ) vₐvᵦᵀ, as a matrix on packed D. */
function positivePartDerivative({ values, vectors }: Trial, m: number): number[][] {
  const pairs = pairsOf(m);
  const matrix = pairs.map(() => pairs.map(() => 0));
  for (const [k, l] of pairs) {
    const slope = dividedDifference(values[k]!, values[l]!);
    if (slope === 0) continue;
    const [v, w] = [vectors[k]!, vectors[l]!];
    // Entries of ½(vwᵀ + wvᵀ); off the diagonal, and for k ≠ l, both halves count.
    const product = pairs.map(([i, j]) => 0.5 * (v[i]! * w[j]! + v[j]! * w[i]!));
    for (const [p, row] of matrix.entries()) {
      const share = (k === l ? 1 : 2) * slope * product[p]!;
      for (const [q, [i, j]] of pairs.entries()) row[q]! += share * (i === j ? 1 : 2) * product[q]!;
    }
  }
  return matrix;
}

/** Of the positive part, between two eigenvalues. */
function dividedDifference(a: number, b: number): number {
  if (a > 0 && b > 0) return 1;
  return a > 0 || b > 0 ? Math.max(a, b) / Math.abs(a - b) : 0;
}
