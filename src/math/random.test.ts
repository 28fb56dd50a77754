import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "./random.ts";

const SAMPLES = 40_000;

/** From a separate implementation of the generator in exact integers. */
const PINNED_UNIFORM = [0.8868539502021594, 0.012474988946590604, 0.032522145755498943];
const PINNED_NORMAL = ["-1.537038311063", "-0.294997833903", "2.779885282259"];

function draw(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

function moments(values: number[]) {
  const moment = (power: number) =>
    values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  return { first: moment(1), second: moment(2), fourth: moment(4) };
}

describe("randomStream", () => {
  it("gives the same numbers for a seed for ever", () => {
    expect(draw(3, randomStream(0).uniform)).toEqual(PINNED_UNIFORM);
    expect(draw(3, randomStream(7).normal).map((z) => z.toFixed(12))).toEqual(PINNED_NORMAL);
  });

  it("is uniform on [0, 1)", () => {
    const { uniform } = randomStream(1);
    const values = draw(SAMPLES, uniform);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const { first, second } = moments(values);
    // Five standard errors of the mean of u and of u².
    expect(Math.abs(first - 1 / 2)).toBeLessThan(5 * Math.sqrt(1 / 12 / SAMPLES));
    expect(Math.abs(second - 1 / 3)).toBeLessThan(5 * Math.sqrt(4 / 45 / SAMPLES));
  });

  it("is standard normal to the fourth moment", () => {
    const { first, second, fourth } = moments(draw(SAMPLES, randomStream(2).normal));
    expect(Math.abs(first)).toBeLessThan(5 * Math.sqrt(1 / SAMPLES));
    expect(Math.abs(second - 1)).toBeLessThan(5 * Math.sqrt(2 / SAMPLES));
    expect(Math.abs(fourth - 3)).toBeLessThan(5 * Math.sqrt(96 / SAMPLES));
  });

  it("gives neighbouring seeds unrelated streams", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 2 }), (seed) => {
        const count = 2000;
        const [a, b] = [
          draw(count, randomStream(seed).normal),
          draw(count, randomStream(seed + 1).normal),
        ];
        const correlation = a.reduce((sum, value, i) => sum + value * b[i]!, 0) / count;
        expect(Math.abs(correlation)).toBeLessThan(6 / Math.sqrt(count));
      }),
      { numRuns: 50 },
    );
  });
});
