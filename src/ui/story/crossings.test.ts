import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossingOf } from "./crossings.ts";
import { historyOf } from "./fixtures/historyOf.ts";

/** 2/η = 20 everywhere. */
function crossing(values: number[]) {
  const history = historyOf(values.length, { sharpness: (step) => values[step]! });
  return crossingOf(history, "sharpness", values.length - 1);
}

describe("a crossing of 2/η", () => {
  it("is none while the line is not passed, nor on it", () => {
    expect(crossing([10, 19, 20])).toBeNull();
  });

  it("says when it came first and when it came to stay", () => {
    expect(crossing([10, 21, 22, 19, 18, 19, 23, 24])).toEqual({ first: 1, final: 6 });
    expect(crossing([30, 31, 40])).toEqual({ first: 0, final: 0 });
    expect(crossing([10, 21, 19, 18])).toEqual({ first: 1, final: null });
  });

  it("takes an alternating sharpness for one stay, and skips what was not measured", () => {
    expect(crossing([10, 25, 15, 30, 12, 40])).toEqual({ first: 1, final: 1 });
    expect(crossing([10, 25, NaN, NaN, NaN, 40])).toEqual({ first: 1, final: 1 });
  });

  it("follows the line where η changed", () => {
    const history = historyOf(6, {
      sharpness: () => 15,
      learningRate: (step) => (step < 4 ? 0.1 : 0.2),
    });
    expect(crossingOf(history, "sharpness", 5)).toEqual({ first: 4, final: 4 });
  });

  it("is final where all is above from there on, and begins above", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(10, 30), { minLength: 1, maxLength: 12 }), (values) => {
        const found = crossing(values);
        expect(found === null).toBe(!values.includes(30));
        if (found === null) return;
        expect(found.first).toBe(values.indexOf(30));
        if (found.final === null) return;
        expect(values[found.final]).toBe(30);
        const rest = values.slice(found.final).join(" ");
        expect(rest).not.toMatch(/10 10/);
      }),
    );
  });
});
