import fc from "fast-check";
import { expect, it } from "vitest";
import { linearScale } from "../scales.ts";
import { outlineCrosses, passesThrough, pathCrosses } from "./crossing.ts";

const BOX = { left: 10, right: 30, top: 100, bottom: 110 };

it("sees a line that crosses a box without a point in it", () => {
  expect(passesThrough({ x: 0, y: 105 }, { x: 40, y: 106 }, BOX)).toBe(true);
  expect(passesThrough({ x: 20, y: 0 }, { x: 20, y: 200 }, BOX)).toBe(true);
  expect(passesThrough({ x: 0, y: 95 }, { x: 40, y: 99 }, BOX)).toBe(false);
  expect(passesThrough({ x: 0, y: 105 }, { x: 9, y: 105 }, BOX)).toBe(false);
  expect(passesThrough({ x: 20, y: 105 }, { x: 20, y: 105 }, BOX)).toBe(true);
});

it("agrees with points along the line", () => {
  const point = fc.record({
    x: fc.integer({ min: -20, max: 60 }),
    y: fc.integer({ min: 80, max: 130 }),
  });
  fc.assert(
    fc.property(point, point, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
      const x = a.x + share * (b.x - a.x);
      const y = a.y + share * (b.y - a.y);
      const isIn = x > BOX.left && x < BOX.right && y > BOX.top && y < BOX.bottom;
      expect(!isIn || passesThrough(a, b, BOX)).toBe(true);
      expect(passesThrough(a, b, BOX)).toBe(passesThrough(b, a, BOX));
    }),
  );
});

it("follows a path from step to step, but not across a gap", () => {
  const scales = { x: linearScale([0, 1], [0, 40]), y: linearScale([-1, 1], [210, 0]) };
  const excess = Float64Array.of(0, 0, 0);
  const whole = { amplitude: Float64Array.of(0, 0.9, 1), excess };
  const broken = { amplitude: Float64Array.of(0, NaN, 1), excess };
  expect(pathCrosses(scales, whole, { from: 0, to: 2 }, BOX)).toBe(true);
  expect(pathCrosses(scales, whole, { from: 1, to: 2 }, BOX)).toBe(false);
  expect(pathCrosses(scales, broken, { from: 0, to: 2 }, BOX)).toBe(false);
});

it("closes an outline", () => {
  const corner = [
    { x: 0, y: 105 },
    { x: 0, y: 0 },
    { x: 40, y: 0 },
    { x: 40, y: 105 },
  ];
  expect(outlineCrosses(corner, BOX)).toBe(true);
  expect(outlineCrosses(corner.slice(0, 3), BOX)).toBe(false);
  expect(outlineCrosses([], BOX)).toBe(false);
});
