/**
 * Symmetric m × m matrices as their entries i ≤ j: (0, 0), (0, 1) … (0, m−1), (1, 1) … Anything that is
 * one thing for each unordered pair of m others is kept in the same order.
 */

/** The place of entry (i, j), which is that of (j, i). */
export function pairIndex(i: number, j: number, m: number): number {
  const [first, second] = i <= j ? [i, j] : [j, i];
  return first * m - (first * (first - 1)) / 2 + second - first;
}

/** The pairs i ≤ j of m, in their order. */
export function pairsOf(m: number): [number, number][] {
  return Array.from({ length: m }, (_, i) => i).flatMap((i) =>
    Array.from({ length: m - i }, (_, k): [number, number] => [i, i + k]),
  );
}

/** All m × m entries, row-major. */
export function unpacked(packed: ArrayLike<number>, m: number): Float64Array {
  return Float64Array.from(
    { length: m * m },
    (_, at) => packed[pairIndex(Math.floor(at / m), at % m, m)]!,
  );
}
