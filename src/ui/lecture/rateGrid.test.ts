import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextLearningRate } from "./rateGrid.ts";

describe("the step sizes of + and −", () => {
  it("are round numbers", () => {
    const up = [0.1];
    for (let i = 0; i < 11; i++) up.push(nextLearningRate(up.at(-1)!, 1));
    expect(up).toEqual([0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.2]);
    expect(nextLearningRate(0.1, -1)).toBe(0.08);
    expect(nextLearningRate(0.16, 1)).toBe(0.2);
    expect(nextLearningRate(0.16, -1)).toBe(0.15);
  });

  it("have the experiment's own η among them", () => {
    expect(nextLearningRate(0.11, 1, 0.11)).toBe(0.12);
    expect(nextLearningRate(0.12, -1, 0.11)).toBe(0.11);
    expect(nextLearningRate(0.11, -1, 0.11)).toBe(0.1);
    expect(nextLearningRate(0.1, 1, 0.11)).toBe(0.11);
  });

  it("go up and down by at most a third, and back to where they came from", () => {
    const exponent = fc.double({ min: -8, max: 3, noNaN: true });
    fc.assert(
      fc.property(exponent, (power) => {
        const rate = 10 ** power;
        const larger = nextLearningRate(rate, 1);
        const smaller = nextLearningRate(rate, -1);
        expect(larger).toBeGreaterThan(rate);
        expect(smaller).toBeLessThan(rate);
        expect(larger / rate).toBeLessThan(1.3334);
        expect(rate / smaller).toBeLessThan(1.3334);
        expect(nextLearningRate(nextLearningRate(larger, 1), -1)).toBe(larger);
        expect(nextLearningRate(nextLearningRate(larger, -1), 1)).toBe(larger);
      }),
    );
  });
});
