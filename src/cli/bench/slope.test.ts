import fc from "fast-check";
import { expect, test } from "vitest";
import { slope } from "./slope.ts";

test("a line has its own slope, and noise that is uncorrelated with x none", () => {
  const number = fc.double({ min: -100, max: 100, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 2, max: 20 }), (a, b, count) => {
      const x = Array.from({ length: count }, (_, i) => 3 * i);
      const line = x.map((value) => a * value + b);
      expect(slope(x, line)).toBeCloseTo(a, 9);
    }),
  );
  expect(slope([0, 1, 2, 3], [1, -1, -1, 1])).toBe(0);
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
      const best = slope(x, y);
      expect(squares(best)).toBeLessThanOrEqual(squares(best + change) + 1e-9);
    }),
  );
});

test.each([[[]], [[1]], [[2, 2, 2]]])("no slope over x = %j", (x) => {
  expect(() => slope(x, x)).toThrow(RangeError);
});
