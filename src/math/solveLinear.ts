/**
 * x with Mx = b, by Gaussian elimination with partial pivoting; for a few unknowns. Both are changed.
 * @returns b, which then holds x; not finite where M is singular.
 */
export function solveLinear(rows: number[][], b: number[]): number[] {
  const n = b.length;
  for (let p = 0; p < n; p++) {
    let pivot = p;
    for (let i = p + 1; i < n; i++) {
      if (Math.abs(rows[i]![p]!) > Math.abs(rows[pivot]![p]!)) pivot = i;
    }
    [rows[p], rows[pivot]] = [rows[pivot]!, rows[p]!];
    [b[p], b[pivot]] = [b[pivot]!, b[p]!];
    for (let i = p + 1; i < n; i++) {
      const factor = rows[i]![p]! / rows[p]![p]!;
      for (let k = p; k < n; k++) rows[i]![k]! -= factor * rows[p]![k]!;
      b[i]! -= factor * b[p]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i]! -= rows[i]![k]! * b[k]!;
    b[i]! /= rows[i]![i]!;
  }
  return b;
}
