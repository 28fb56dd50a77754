/**
 * An orthonormal basis of the active span that turns as little as it can from step to step, so that the
 * components of a displacement are continuous. Eigenvectors are none: pinned at 2/η together, their
 * eigenvalues are equal, and they change places and turn freely in their plane.
 */
import { symmetricEigen } from "../../../math/symmetricEigen.ts";
import { combination, dots } from "../../../math/vector.ts";
import { MOST_MODES } from "./criticalModes.ts";

/** `MOST_MODES` places, null where none is active. A direction keeps its place for as long as it is. */
export type ModesBasis = readonly (Float64Array | null)[];

export const NO_BASIS: ModesBasis = Array.from({ length: MOST_MODES }, () => null);

/** What is left of a direction of which the span has less than this is anything. */
const LEAST_SHARE = 1e-6;

/**
 * Of all orthonormal bases of the span of `modes` the one nearest to `before` (orthogonal Procrustes:
 * Golub & Van Loan, Matrix Computations, §6.4.1). Those that have left are the ones of which the span has
 * least; one that has joined is what the others leave of the span.
 * @param modes orthonormal, at most `MOST_MODES`.
 * @returns for each place its direction, in coordinates of `modes`.
 */
export function carriedTurns(
  before: ModesBasis,
  modes: readonly Float64Array[],
): readonly (readonly number[] | null)[] {
  const shadows = before
    .map((direction, place) => ({ place, at: direction === null ? [] : dots(direction, modes) }))
    .filter(({ at }) => normOf(at) > LEAST_SHARE)
    .sort((a, b) => normOf(b.at) - normOf(a.at))
    .slice(0, modes.length);
  const turns: (readonly number[] | null)[] = [...NO_BASIS].map(() => null);
  const taken: number[][] = [];
  for (const [k, turn] of nearestOrthonormal(shadows.map(({ at }) => at)).entries()) {
    turns[shadows[k]!.place] = turn;
    taken.push(turn);
  }
  while (taken.length < modes.length) {
    const newcomer = awayFrom(taken, modes.length);
    turns[turns.indexOf(null)] = newcomer;
    taken.push(newcomer);
  }
  return turns;
}

/** Of directions in their places the first that is active. */
export function firstTurn(turns: readonly (readonly number[] | null)[]): readonly number[] | null {
  return turns.find((turn) => turn !== null) ?? null;
}

/** The directions that `carriedTurns` names. */
export function basisOf(
  turns: readonly (readonly number[] | null)[],
  modes: readonly Float64Array[],
): ModesBasis {
  return turns.map((turn) => (turn === null ? null : combination(turn, modes)));
}

/** P (PᵀP)^(−1/2), P having `columns`; what is next to dependent is left out, from the end. */
function nearestOrthonormal(columns: readonly (readonly number[])[]): number[][] {
  const k = columns.length;
  if (k === 0) return [];
  const gram = Float64Array.from({ length: k * k }, (_, i) =>
    product(columns[Math.floor(i / k)]!, columns[i % k]!),
  );
  const { values, vectors } = symmetricEigen(gram, k);
  if (!(values[k - 1]! > LEAST_SHARE ** 2)) return nearestOrthonormal(columns.slice(0, -1));
  return columns.map((_, j) =>
    columns[0]!.map((__, row) =>
      vectors.reduce((sum, vector, e) => {
        const along = columns.reduce((total, column, i) => total + column[row]! * vector[i]!, 0);
        return sum + (along * vector[j]!) / Math.sqrt(values[e]!);
      }, 0),
    ),
  );
}

/** The unit vector across `taken` that lies nearest to an axis, in its direction. */
function awayFrom(taken: readonly (readonly number[])[], m: number): number[] {
  const rests = Array.from({ length: m }, (_, axis) => {
    const rest = Array.from({ length: m }, (__, row) => (row === axis ? 1 : 0));
    for (const turn of taken) {
      const along = product(rest, turn);
      for (let row = 0; row < m; row++) rest[row]! -= along * turn[row]!;
    }
    return rest;
  });
  const longest = rests.reduce((best, rest) => (normOf(rest) > normOf(best) ? rest : best));
  return longest.map((entry) => entry / normOf(longest));
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, entry, i) => sum + entry * b[i]!, 0);
}

function normOf(a: readonly number[]): number {
  return Math.sqrt(product(a, a));
}
