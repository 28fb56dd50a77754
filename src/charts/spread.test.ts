import fc from "fast-check";
import { expect, it } from "vitest";
import { spread } from "./spread.ts";

it("leaves labels alone that are far apart", () => {
  expect(spread([10, 50, 90], 14, 0, 100)).toEqual([10, 50, 90]);
});

it("moves touching labels by as little as possible", () => {
  expect(spread([50, 50], 14, 0, 100)).toEqual([43, 57]);
  expect(spread([40, 41, 42], 10, 0, 100)).toEqual([31, 41, 51]);
});

it("keeps labels within the panel", () => {
  expect(spread([0, 1], 14, 5, 100)).toEqual([5, 19]);
  expect(spread([99, 100], 14, 0, 100)).toEqual([86, 100]);
});

it("keeps order, gap and bounds whenever the labels fit", () => {
  const position = fc.double({ min: -50, max: 250, noNaN: true });
  fc.assert(
    fc.property(fc.array(position, { minLength: 1, maxLength: 12 }), (list) => {
      const wanted = list.sort((a, b) => a - b);
      const placed = spread(wanted, 14, 0, 200);
      expect(placed).toHaveLength(wanted.length);
      expect(Math.min(...placed)).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.max(...placed)).toBeLessThanOrEqual(200 + 1e-9);
      const gaps = placed.slice(1).map((position, i) => position - placed[i]!);
      expect(Math.min(14, ...gaps)).toBeGreaterThanOrEqual(14 - 1e-6);
    }),
  );
});
