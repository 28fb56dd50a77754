/**
 * The semidefinite linear complementarity problem on symmetric m × m matrices, m small:
 *   X ⪰ 0,  S = A + B[X] ⪰ 0,  ⟨X, S⟩ = 0,   B[X]ᵢⱼ = Σₖₗ Gᵢⱼ·Gₖₗ Xₖₗ,
 * whose X minimizes ½⟨X, B[X]⟩ + ⟨A, X⟩ over X ⪰ 0. For m = 1 it is max(0, −A/B).
 *
 * X solves it when it is the positive part of X − ρS, for any ρ > 0. That equation is piecewise smooth,
 * and Newton's method on it ends in a few steps, to all digits (Sun & Sun 2002), once ρ is about the
 * ratio of X to S: several are tried, each from where the one before has come to.
 */
import { packed, pairsOf, unpacked } from "./packedSymmetric.ts";
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
  /** The positive part of X − ρS, and its derivative as a map of symmetric matrices. */
  positive: number[];
  derivative: (direction: readonly number[]) => number[];
  /** X − positive part, and its largest entry. */
  fault: number[];
  error: number;
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
function solved(problem: Problem): number[] {
  const { a, b } = problem;
  let x = a.map((_, p) => (p === 0 ? Math.max(0, -a[0]! / b[0]![0]!) : 0));
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

function push({ b }: Problem, x: readonly number[]): number[] {
  return b.map((row) => row.reduce((sum, entry, q) => sum + entry * x[q]!, 0));
}

function trialAt(problem: Problem, x: readonly number[], ratio: number): Trial {
  const { a, m } = problem;
  const pushed = push(problem, x);
  const z = x.map((entry, p) => entry - ratio * (a[p]! + pushed[p]!));
  return trialOf(x, z, m);
}

/** @param z X − ρS. */
function trialOf(x: readonly number[], z: readonly number[], m: number): Trial {
  const { values, vectors } = symmetricEigen(unpacked(z, m), m);
  const inBasis = (matrix: Float64Array) => congruence(matrix, (i, k) => vectors[i]![k]!, m);
  const back = (matrix: Float64Array) => congruence(matrix, (i, k) => vectors[k]![i]!, m);
  const diagonal = new Float64Array(m * m);
  for (let i = 0; i < m; i++) diagonal[i * m + i] = Math.max(0, values[i]!);
  const positive = packed(back(diagonal), m);
  const fault = x.map((entry, p) => entry - positive[p]!);
  const error = Math.max(...fault.map(Math.abs));
  return {
    x,
    positive,
    derivative(direction) {
      const turned = inBasis(unpacked(direction, m));
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < m; j++) turned[i * m + j]! *= slope(values[i]!, values[j]!);
      }
      return packed(back(turned), m);
    },
    fault,
    error,
    isSolved: error <= TOLERANCE * (1 + Math.max(...positive)),
  };
}

/** Divided difference of the positive part. */
function slope(a: number, b: number): number {
  if (a > 0 && b > 0) return 1;
  return a > 0 || b > 0 ? Math.max(a, b) / Math.abs(a - b) : 0;
}

/** X + D, D the solution of D − P'[D − ρB[D]] = −fault. */
function newtonStep({ b }: Problem, { x, fault, derivative }: Trial, ratio: number): number[] {
  const columns = x.map((_, p) => {
    const moved = derivative(x.map((__, q) => (p === q ? 1 : 0) - ratio * b[q]![p]!));
    return moved.map((entry, q) => (p === q ? 1 : 0) - entry);
  });
  const rows = x.map((_, q) => columns.map((column) => column[q]!));
  const step = solveLinear(
    rows,
    fault.map((entry) => -entry),
  );
  return x.map((entry, p) => entry + step[p]!);
}

/** Q M Qᵀ, row-major, for the entries of Q. */
function congruence(
  matrix: Float64Array,
  entry: (i: number, k: number) => number,
  m: number,
): Float64Array {
  const half = new Float64Array(m * m);
  const whole = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      for (let k = 0; k < m; k++) half[i * m + j]! += entry(i, k) * matrix[k * m + j]!;
    }
  }
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      for (let k = 0; k < m; k++) whole[i * m + j]! += half[i * m + k]! * entry(j, k);
    }
  }
  return whole;
}
