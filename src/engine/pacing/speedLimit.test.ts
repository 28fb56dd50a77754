import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SpeedLimit } from "./speedLimit.ts";

/** Times at which steps of these durations begin. Timers are `late` ms late. */
function beginnings(stepsPerSecond: number | null, durations: readonly number[], late: number) {
  const limit = new SpeedLimit(stepsPerSecond, 0);
  let now = 0;
  return durations.map((duration) => {
    const wait = limit.wait(now);
    if (wait > 0) now += wait + late;
    const begun = now;
    limit.begin(now);
    now += duration;
    return begun;
  });
}

const rates = fc.integer({ min: 1, max: 60 });
const lateness = fc.double({ min: 0, max: 10, noNaN: true });

describe("a limit of 1 to 60 steps per second", () => {
  test("is held by steps that are faster, however late timers are", () => {
    fc.assert(
      fc.property(rates, lateness, fc.double({ min: 0, max: 1, noNaN: true }), (rate, late, f) => {
        const count = 5 * rate;
        const durations = Array.from({ length: count + 1 }, () => (f * 900) / rate);
        const last = beginnings(rate, durations, Math.min(late, 90 / rate)).at(-1)!;
        expect(Math.abs(last - 5000)).toBeLessThan(25);
      }),
    );
  });

  test("does not hold back steps that are slower", () => {
    fc.assert(
      fc.property(rates, fc.double({ min: 1.01, max: 20, noNaN: true }), (rate, f) => {
        const duration = (f * 1000) / rate;
        const begun = beginnings(
          rate,
          Array.from({ length: 20 }, () => duration),
          5,
        );
        expect(begun.at(-1)).toBeCloseTo(19 * duration, 6);
      }),
    );
  });

  test("is never made up for in a burst", () => {
    const durations = fc.array(fc.double({ min: 0, max: 3000, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(rates, lateness, durations, (rate, late, steps) => {
        const begun = beginnings(rate, steps, late);
        // In any stretch of time no more steps than the rate allows, and what timers are late by.
        const stretches = begun.slice(rate).map((last, i) => last - begun[i]!);
        expect(Math.min(Infinity, ...stretches)).toBeGreaterThanOrEqual(1000 - 50 - 1e-6);
      }),
    );
  });
});

test("without a limit no step waits", () => {
  expect(beginnings(null, [1, 0, 5, 0], 3)).toEqual([0, 1, 1, 6]);
});

test("a change counts from the moment it is made", () => {
  const limit = new SpeedLimit(1, 0);
  limit.begin(0);
  expect(limit.wait(100)).toBe(900);
  limit.change(null, 100);
  expect(limit.wait(100)).toBe(0);
  limit.change(10, 200);
  expect(limit.wait(200)).toBe(0);
  limit.begin(200);
  expect(limit.wait(200)).toBe(100);
});
