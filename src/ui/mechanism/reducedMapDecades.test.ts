import { describe, expect, it } from "vitest";
import { decadeOf, DECADES, startAt } from "./reducedMapDecades.ts";

describe("the slider of the reduced map", () => {
  it("has 0 and the decades from 10⁻⁶ to 1", () => {
    const starts = Array.from({ length: DECADES + 1 }, (_, place) => startAt(place));
    expect(starts).toEqual([0, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1]);
    expect(starts.map(decadeOf)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it("stands at the nearest decade for a start typed in", () => {
    expect(decadeOf(0.3)).toBe(6);
    expect(decadeOf(0.4)).toBe(7);
    expect(decadeOf(10)).toBe(7);
    expect(decadeOf(1e-12)).toBe(1);
  });
});
