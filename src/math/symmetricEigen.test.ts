import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { symmetricEigen } from "./symmetricEigen.ts";
import { dot } from "./vector.ts";

/** Symmetric matrices of order 1 to 12, their upper triangle free. */
const symmetric = fc
  .integer({ min: 1, max: 12 })
  .chain((m) =>
    fc.tuple(
      fc.constant(m),
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), {
        minLength: m * m,
        maxLength: m * m,
      }),
    ),
  )
  .map(([m, free]) => ({
    m,
    matrix: filled(m, (i, j) => free[Math.min(i, j) * m + Math.max(i, j)]!),
  }));

function filled(m: number, entry: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({ length: m * m }, (_, k) => entry(Math.floor(k / m), k % m));
}

const largest = (matrix: Float64Array) => Math.max(...matrix.map(Math.abs));

describe("symmetricEigen", () => {
  it("puts the matrix back together: V Λ Vᵀ = A", () => {
    fc.assert(
      fc.property(symmetric, ({ m, matrix }) => {
        const { values, vectors } = symmetricEigen(matrix, m);
        const rebuilt = filled(m, (i, j) =>
          vectors.reduce((sum, v, k) => sum + values[k]! * v[i]! * v[j]!, 0),
        );
        const error = largest(rebuilt.map((entry, k) => entry - matrix[k]!));
        expect(error).toBeLessThanOrEqual(1e-13 * m * largest(matrix) + 1e-300);
      }),
    );
  });

  it("gives orthonormal vectors and decreasing values, the argument left alone", () => {
    fc.assert(
      fc.property(symmetric, ({ m, matrix }) => {
        const before = [...matrix];
        const { values, vectors } = symmetricEigen(matrix, m);
        expect([...matrix]).toEqual(before);
        expect(vectors.length).toBe(m);
        for (let i = 0; i < m; i++) {
          expect(values[i]!).toBeLessThanOrEqual(values[i - 1] ?? Infinity);
          for (let j = 0; j <= i; j++) {
            expect(dot(vectors[i]!, vectors[j]!)).toBeCloseTo(i === j ? 1 : 0, 12);
          }
        }
      }),
    );
  });

  it("solves 2 × 2 by the quadratic formula", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: -50, max: 50 }),
        (a, b, c) => {
          const { values, vectors } = symmetricEigen(Float64Array.of(a, b, b, c), 2);
          const root = Math.hypot((a - c) / 2, b);
          expect(values[0]!).toBeCloseTo((a + c) / 2 + root, 11);
          expect(values[1]!).toBeCloseTo((a + c) / 2 - root, 11);
          // (A − λ₁) v₁ = 0, row by row.
          const [x, y] = vectors[0]!;
          expect((a - values[0]!) * x! + b * y!).toBeCloseTo(0, 10);
          expect(b * x! + (c - values[0]!) * y!).toBeCloseTo(0, 10);
        },
      ),
    );
  });

  it("knows the Hilbert matrix of order 5, whose values span six decades", () => {
    const { values } = symmetricEigen(
      filled(5, (i, j) => 1 / (i + j + 1)),
      5,
    );
    const known = [
      1.56705069109823, 0.208534218611013, 0.01140749162342, 0.000305898040151, 3.287928772e-6,
    ];
    for (const [i, value] of known.entries()) expect(values[i]!).toBeCloseTo(value, 14);
  });

  it("knows the second-difference matrix: 2 − 2 cos(kπ/(m+1))", () => {
    const m = 30;
    const { values } = symmetricEigen(
      filled(m, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
      m,
    );
    for (const [i, value] of values.entries()) {
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((m - i) * Math.PI) / (m + 1)), 12);
    }
  });

  it("sorts a diagonal matrix and takes zero and order one as they are", () => {
    const diagonal = [3, -7, 5, 0];
    const { values, vectors } = symmetricEigen(
      filled(4, (i, j) => (i === j ? diagonal[i]! : 0)),
      4,
    );
    expect([...values]).toEqual([5, 3, 0, -7]);
    expect(vectors.map((v) => v.indexOf(1))).toEqual([2, 0, 3, 1]);
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
    expect(symmetricEigen(Float64Array.of(-4), 1)).toEqual({
      values: Float64Array.of(-4),
      vectors: [Float64Array.of(1)],
    });
  });

  it("does not depend on the scale of the matrix", () => {
    const matrix = filled(6, (i, j) => Math.sin(1 + i * j));
    const plain = symmetricEigen(matrix, 6).values;
    for (const scale of [2 ** -900, 2 ** 900]) {
      const scaled = symmetricEigen(
        matrix.map((entry) => entry * scale),
        6,
      ).values;
      for (const [i, value] of scaled.entries()) expect(value / scale).toBeCloseTo(plain[i]!, 13);
    }
  });
});
