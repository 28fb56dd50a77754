import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeOn, trackScale, valueAt } from "./trackScale.ts";

describe("the η track", () => {
  it("spans what was measured, else a stretch around the first η", () => {
    const points = [0.01, 0.1, 1].map((learningRate) => ({
      learningRate,
      outcome: "stable" as const,
    }));
    const sweep = { steps: 10, initialSharpness: 3, points };
    expect(trackScale(0.1, sweep)).toEqual({ from: 0.01, to: 1 });
    expect(trackScale(0.1, null)).toEqual({ from: 0.005, to: 2 });
    expect(trackScale(900, null).to).toBe(1000);
    expect(trackScale(0.1, { ...sweep, points: [] })).toEqual({ from: 0.005, to: 2 });
  });

  it("puts a value back where it came from, to the digits of a drag", () => {
    const scale = trackScale(0.1, null);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (place) => {
        expect(placeOn(scale, valueAt(scale, place))).toBeCloseTo(place, 2);
      }),
    );
  });

  it("keeps values beyond its ends at the ends", () => {
    const scale = { from: 0.01, to: 1 };
    expect(placeOn(scale, 1e-9)).toBe(0);
    expect(placeOn(scale, 50)).toBe(1);
  });
});
