import { expect, it } from "vitest";
import { layoutOf, type LayoutInput } from "./layout.ts";

const DESK: LayoutInput = {
  width: 832,
  height: 732,
  panels: ["loss", "sharpness", "distance"],
  compact: false,
  fontSize: 12,
  titleSize: 13,
  laneRows: 1,
};

it("shares the height 182 : 268 : 112 and fills it", () => {
  const { panels, right } = layoutOf(DESK);
  const heights = panels.map(({ top, bottom }) => bottom - top);
  expect(heights[1]! / heights[0]!).toBeCloseTo(268 / 182, 1);
  expect(heights[1]! / heights[2]!).toBeCloseTo(268 / 112, 1);
  expect(right).toBe(700);
});

it("fits everything into the height at every size", () => {
  for (const [width, height, compact] of [
    [832, 732, false],
    [358, 520, true],
    [688, 320, false],
  ] as const) {
    const layout = layoutOf({ ...DESK, width, height, compact });
    expect(layout.axisTop + layout.fontSize * 1.6).toBeLessThanOrEqual(height + 1);
    expect(layout.left).toBeLessThan(layout.right);
  }
});

it("keeps panels apart and visible where there is hardly any room", () => {
  const { panels } = layoutOf({ ...DESK, width: 90, height: 60 });
  const borders = panels.flatMap(({ top, bottom }) => [top, bottom]);
  expect(borders).toEqual([...new Set(borders)].sort((a, b) => a - b));
});
