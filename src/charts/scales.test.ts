import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linearScale, logScale, logTicks } from "./scales.ts";

describe("scales", () => {
  it("map the ends of the domain to the ends of the range, and back", () => {
    const end = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(end, end, fc.boolean(), (low, size, log) => {
        const high = low + Math.max(size, low * 1e-3);
        const scale = (log ? logScale : linearScale)([low, high], [200, 20]);
        expect(scale.toPixel(low)).toBeCloseTo(200, 4);
        expect(scale.toPixel(high)).toBeCloseTo(20, 4);
        const middle = scale.toPixel(scale.toValue(110));
        expect(middle).toBeCloseTo(110, 4);
      }),
    );
  });

  it("cannot show zero on a log scale", () => {
    expect(logScale([0.1, 1], [0, 1]).toPixel(0)).toBeNaN();
  });
});

describe("logTicks", () => {
  it("uses 1, 2, 5 over one or two decades and powers of ten over many", () => {
    expect(logTicks([0.5, 20], 6)).toEqual([0.5, 1, 2, 5, 10, 20]);
    expect(logTicks([1e-8, 1], 5)).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1]);
  });

  it("finds ticks within a part of a decade", () => {
    const ticks = logTicks([21, 28], 4);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
    for (const tick of ticks) expect(tick >= 21 && tick <= 28).toBe(true);
  });
});
