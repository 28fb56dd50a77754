/** Householder reflections applied to the rows of a matrix. */
import { dot, dots } from "./vector.ts";

/**
 * I − v vᵀ with |v|² = 2, v given from entry `from` on, zero before.
 * Golub & Van Loan, Matrix Computations, §5.1.
 */
export interface Reflection {
  from: number;
  vector: Float64Array;
}

/** The reflection that turns `rest`, which is not zero, into (∓|rest|, 0, …, 0). */
export function reflectionOf(rest: Float64Array, from: number): Reflection {
  const length = Math.sqrt(dot(rest, rest));
  const first = rest[0]!;
  const scale = 1 / Math.sqrt(length * (length + Math.abs(first)));
  const vector = rest.map((entry) => scale * entry);
  vector[0] = scale * (first + (first < 0 ? -length : length));
  return { from, vector };
}

/** Reflect each row, in place; rows are read and written four at a time, which costs half of one each. */
export function reflect(rows: readonly Float64Array[], { from, vector }: Reflection): void {
  const parts = rows.map((row) => row.subarray(from));
  let i = 0;
  for (; i + 3 < parts.length; i += 4) reflectFour(parts.slice(i, i + 4), vector);
  for (; i < parts.length; i++) reflectOne(parts[i]!, vector);
}

function reflectOne(row: Float64Array, vector: Float64Array): void {
  const along = dot(row, vector);
  for (let i = 0; i < vector.length; i++) row[i]! -= along * vector[i]!;
}

function reflectFour(rows: readonly Float64Array[], vector: Float64Array): void {
  const [p, q, r, s] = dots(vector, rows) as [number, number, number, number];
  const [a, b, c, d] = [rows[0]!, rows[1]!, rows[2]!, rows[3]!];
  for (let i = 0; i < vector.length; i++) {
    const v = vector[i]!;
    a[i]! -= p * v;
    b[i]! -= q * v;
    c[i]! -= r * v;
    d[i]! -= s * v;
  }
}
