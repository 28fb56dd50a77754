import fc from "fast-check";
import { expect, test } from "vitest";
import { fitSlope } from "./slope.ts";

test("a line has its own slope, without an error", () => {
  const number = fc.double({ min: -100, max: 100, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 3, max: 20 }), (a, b, count) => {
      const x = Array.from({ length: count }, (_, i) => 3 * i);
      const { slope, standardError } = fitSlope(
        x,
        x.map((value) => a * value + b),
      );
      expect(slope).toBeCloseTo(a, 9);
      expect(standardError).toBeCloseTo(0, 9);
    }),
  );
});

test("noise that is uncorrelated with x has no slope, and its size is the error", () => {
  // s² = 4/(4 − 2) about the mean, Σ(x − x̄)² = 5.
  expect(fitSlope([0, 1, 2, 3], [1, -1, -1, 1])).toEqual({
    slope: 0,
    standardError: Math.sqrt(2 / 5),
  });
});

test("the slope fits better than any other", () => {
  const points = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3 });
  fc.assert(
    fc.property(points, fc.double({ min: -1, max: 1, noNaN: true }), (y, change) => {
      const x = y.map((_, i) => i);
      const squares = (a: number) => {
        const rest = y.map((value, i) => value - a * i);
        const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
        return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      };
      const { slope } = fitSlope(x, y);
      expect(squares(slope)).toBeLessThanOrEqual(squares(slope + change) + 1e-9);
    }),
  );
});

test.each([[[]], [[1, 2]], [[2, 2, 2]]])("no slope over x = %j", (x) => {
  expect(() => fitSlope(x, x)).toThrow(RangeError);
});
