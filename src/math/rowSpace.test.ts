import { describe, expect, it } from "vitest";
import { randomStream } from "./random.ts";
import { RowSpace, type LqDecomposition } from "./rowSpace.ts";

function decomposed(matrix: Float64Array, columns: number): LqDecomposition {
  const work = RowSpace.of(matrix, columns);
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}

function normals(count: number, seed: number): Float64Array {
  const { normal } = randomStream(seed);
  return Float64Array.from({ length: count }, normal);
}

/** Rows of a product with `rank` columns between: of that rank. */
function lowRank(rows: number, columns: number, rank: number): Float64Array {
  const a = normals(rows * rank, 5);
  const b = normals(rank * columns, 6);
  return Float64Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let k = 0; k < rank; k++) sum += a[i * rank + k]! * b[k * columns + j]!;
    return sum;
  });
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);
}

/** max |QᵀQ − I|, by plain sums. */
function orthonormalityError(space: RowSpace): number {
  const { rank, columns } = space;
  const identity = Float64Array.from({ length: rank * rank }, (_, at) =>
    at % (rank + 1) === 0 ? 1 : 0,
  );
  const q = space.rows(identity);
  let worst = 0;
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? -1 : 0;
      for (let k = 0; k < columns; k++) sum += q[i * columns + k]! * q[j * columns + k]!;
      worst = Math.max(worst, Math.abs(sum));
    }
  }
  return worst;
}

describe("the row space of a matrix", () => {
  const nearlyEqual = () => {
    const matrix = normals(30 * 80, 2);
    // Rows that differ by 1e-9: the Gram matrix has lost them.
    for (let i = 1; i < 30; i++) {
      for (let j = 0; j < 80; j++) matrix[i * 80 + j] = matrix[j]! + 1e-9 * matrix[i * 80 + j]!;
    }
    return matrix;
  };

  it.each([
    { name: "independent rows", matrix: normals(37 * 100, 1), columns: 100, rank: 37 },
    { name: "rows equal up to 1e-9", matrix: nearlyEqual(), columns: 80, rank: 30 },
    { name: "rank 7", matrix: lowRank(40, 60, 7), columns: 60, rank: 7 },
    { name: "more rows than columns", matrix: normals(30 * 12, 3), columns: 12, rank: 12 },
    { name: "a single row", matrix: Float64Array.of(0, 3, -4), columns: 3, rank: 1 },
  ])("$name: X = X̃ Qᵀ and QᵀQ = I", ({ matrix, columns, rank }) => {
    const { space, coordinates } = decomposed(matrix, columns);
    expect(space.rank).toBe(rank);
    expect(orthonormalityError(space)).toBeLessThan(1e-12);
    expect(largestDifference(space.rows(coordinates), matrix)).toBeLessThan(1e-11);
    expect(largestDifference(space.coordinates(matrix), coordinates)).toBeLessThan(1e-11);
  });

  it("gives rows of zeros and repeated rows no direction of their own", () => {
    const matrix = Float64Array.of(0, 0, 0, 0, 1, 2, 2, 4, 0, 0, 0, 0, -2, -4, -4, -8, 0, 0, 0, 7);
    const { space, coordinates } = decomposed(matrix, 4);
    expect(space.rank).toBe(2);
    expect(largestDifference(space.rows(coordinates), matrix)).toBeLessThan(1e-14);
  });

  it("leaves out of other rows what no row has", () => {
    const { space } = decomposed(Float64Array.of(3, 4, 0), 3);
    const inSpace = space.rows(space.coordinates(Float64Array.of(1, 0, 5)));
    expect(largestDifference(inSpace, Float64Array.of(0.36, 0.48, 0))).toBeLessThan(1e-15);
  });

  it("has nothing where all rows are zero", () => {
    const { space, coordinates } = decomposed(new Float64Array(6), 3);
    expect([space.rank, coordinates.length]).toEqual([0, 0]);
  });

  it("says how much is done, and ends with all of it", () => {
    const work = RowSpace.of(normals(20 * 30, 4), 30);
    const shares: number[] = [];
    for (let next = work.next(); next.done !== true; next = work.next()) shares.push(next.value);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });
});
