import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spread, spreadAround } from "./spread.ts";

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

describe("around a fixed place", () => {
  const line = { fixed: 100, clearance: 10 };

  it("moves labels off it, each to its own side", () => {
    expect(spreadAround([20, 100], 14, 0, 200, line)).toEqual([20, 110]);
    expect(spreadAround([99, 101], 14, 0, 200, line)).toEqual([90, 110]);
    expect(spreadAround([95, 96], 14, 0, 200, line)).toEqual([76, 90]);
  });

  it("uses the other side where one has no room", () => {
    expect(spreadAround([95, 96], 14, 80, 200, line)).toEqual([90, 110]);
    expect(spreadAround([95, 102], 14, 95, 200, line)).toEqual([110, 124]);
    expect(spreadAround([104, 105], 14, 0, 115, line)).toEqual([90, 110]);
  });

  it("touches neither it nor each other whenever a side has room for all", () => {
    const position = fc.double({ min: -50, max: 250, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(position, { minLength: 1, maxLength: 8 }),
        fc.double({ min: 60, max: 140, noNaN: true }),
        (list, fixed) => {
          const wanted = list.sort((a, b) => a - b);
          const placed = spreadAround(wanted, 7, 0, 200, { fixed, clearance: 10 });
          expect(placed).toHaveLength(wanted.length);
          for (const place of placed) {
            expect(Math.abs(place - fixed)).toBeGreaterThanOrEqual(10 - 1e-9);
            expect(place).toBeGreaterThanOrEqual(-1e-9);
            expect(place).toBeLessThanOrEqual(200 + 1e-9);
          }
          const gaps = placed.slice(1).map((place, i) => place - placed[i]!);
          expect(Math.min(7, ...gaps)).toBeGreaterThanOrEqual(7 - 1e-6);
        },
      ),
    );
  });
});
