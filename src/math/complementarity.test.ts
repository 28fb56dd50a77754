import fc from "fast-check";
import { expect, test } from "vitest";
import { solveComplementarity } from "./complementarity.ts";
import { pairsOf, unpacked } from "./packedSymmetric.ts";
import { randomStream } from "./random.ts";
import { symmetricEigen } from "./symmetricEigen.ts";

/** m modes, how alike their G are (0 equal, 1 nothing in common), and a seed. */
const anyCase = fc.record({
  m: fc.integer({ min: 1, max: 3 }),
  difference: fc.double({ min: 0.01, max: 1, noNaN: true }),
  scale: fc.integer({ min: -8, max: 8 }),
  isDiagonal: fc.boolean(),
  seed: fc.integer(),
});

function problemOf({
  m,
  difference,
  scale,
  isDiagonal,
  seed,
}: typeof anyCase extends fc.Arbitrary<infer T> ? T : never) {
  const { normal } = randomStream(seed);
  const pairs = pairsOf(m);
  const draw = () => Array.from({ length: 2 * pairs.length + 2 }, normal);
  const common = draw();
  const vectors = pairs.map(() => draw().map((entry, k) => common[k]! + difference * entry));
  const gram = vectors.map((g) =>
    vectors.map((h) => g.reduce((s, entry, k) => s + entry * h[k]!, 0)),
  );
  const a = pairs.map(([i, j]) => (i === j || !isDiagonal ? 10 ** scale * normal() : 0));
  return { m, a, gram };
}

const inner = (x: number[], y: number[], m: number) =>
  pairsOf(m).reduce((sum, [i, j], p) => sum + (i === j ? 1 : 2) * x[p]! * y[p]!, 0);
const largest = (entries: number[]) => Math.max(...entries.map(Math.abs));
const leastEigenvalue = (matrix: number[], m: number) =>
  symmetricEigen(unpacked(matrix, m), m).values.at(-1)!;

/** A + B[X] */
function slackOf({ m, a, gram }: ReturnType<typeof problemOf>, x: number[]): number[] {
  return a.map((entry, p) => entry + inner(gram[p]!, x, m));
}

test("X and A + B[X] are positive and complementary", () => {
  fc.assert(
    fc.property(anyCase, (drawn) => {
      const problem = problemOf(drawn);
      const { m, a, gram } = problem;
      const x = solveComplementarity(a, gram, m);
      const s = slackOf(problem, x);
      const size = largest(a);
      expect(leastEigenvalue(x, m)).toBeGreaterThanOrEqual(-1e-12 * largest(x));
      expect(leastEigenvalue(s, m)).toBeGreaterThan(-1e-7 * size);
      expect(Math.abs(inner(x, s, m))).toBeLessThanOrEqual(1e-7 * size * largest(x));
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test("no other positive X has less of ½⟨X, B[X]⟩ + ⟨A, X⟩", () => {
  fc.assert(
    fc.property(anyCase, fc.integer(), (drawn, seed) => {
      const problem = problemOf(drawn);
      const { m, a, gram } = problem;
      const x = solveComplementarity(a, gram, m);
      const objective = (y: number[]) => 0.5 * (inner(slackOf(problem, y), y, m) + inner(a, y, m));
      const { normal } = randomStream(seed);
      const ray = Array.from({ length: m }, normal);
      const size = 0.1 * largest(x) + 1e-3 * largest(a);
      const other = pairsOf(m).map(([i, j], p) => x[p]! + size * ray[i]! * ray[j]!);
      expect(objective(x)).toBeLessThanOrEqual(objective(other) + 1e-9 * Math.abs(objective(x)));
      const smaller = x.map((entry) => 0.9 * entry);
      expect(objective(x)).toBeLessThanOrEqual(objective(smaller) + 1e-9 * Math.abs(objective(x)));
    }),
    { numRuns: 500, seed: 2 },
  );
});

test("of one mode it is max(0, −A/B)", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      (a, b) => {
        expect(solveComplementarity([a], [[b]], 1)[0]).toBe(Math.max(0, -a / b));
      },
    ),
  );
});

test("modes that do not touch each other are solved each for itself", () => {
  const gram = (...diagonal: number[]) =>
    diagonal.map((entry, p) => diagonal.map((_, q) => (p === q ? entry : 0)));
  // A = diag(−2, 3, −1), B = diag over the pairs (1,1), (1,2), … (3,3).
  const x = solveComplementarity([-2, 0, 0, 3, 0, -1], gram(4, 1, 1, 5, 1, 2), 3);
  const expected = [0.5, 0, 0, 0, 0, 0.5];
  for (const [p, entry] of x.entries()) expect(entry).toBeCloseTo(expected[p]!, 12);
});

test("the same X whatever orthonormal basis the modes are given in", () => {
  const problem = problemOf({ m: 2, difference: 0.5, scale: 0, isDiagonal: false, seed: 9 });
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
  // Entries (1,1), (1,2), (2,2) of QMQᵀ from those of M.
  const turn = [
    [c * c, -2 * c * s, s * s],
    [c * s, c * c - s * s, -c * s],
    [s * s, 2 * c * s, c * c],
  ];
  const turned = (entries: number[]) =>
    turn.map((row) => row.reduce((sum, entry, p) => sum + entry * entries[p]!, 0));
  const columns = problem.gram.map((_, q) => turned(problem.gram.map((row) => row[q]!)));
  const gram = turn.map((_, p) => turned(columns.map((column) => column[p]!)));
  const x = solveComplementarity(turned(problem.a), gram, 2);
  const expected = turned(solveComplementarity(problem.a, problem.gram, 2));
  expect(largest(expected)).toBeGreaterThan(0);
  for (const [p, entry] of x.entries()) expect(entry).toBeCloseTo(expected[p]!, 9);
});

test("nothing can be done where all G vanish, nothing need be where A is positive", () => {
  expect(
    solveComplementarity(
      [-1, 0, -1],
      [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 0],
      ],
      2,
    ),
  ).toEqual([0, 0, 0]);
  expect(solveComplementarity([-1], [[0]], 1)).toEqual([0]);
  expect(
    solveComplementarity(
      [2, 1, 2],
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      2,
    ),
  ).toEqual([0, 0, 0]);
});
