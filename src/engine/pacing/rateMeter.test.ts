import fc from "fast-check";
import { expect, test } from "vitest";
import { RateMeter } from "./rateMeter.ts";

test("steady steps have their rate, from the first to the last", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 3000, noNaN: true }), (stepMs) => {
      const meter = new RateMeter(1000);
      for (let step = 1; step <= 40; step++) {
        const now = 1000 + step * stepMs;
        meter.count(now);
        expect((meter.rate(now) * stepMs) / 1000).toBeCloseTo(1, 9);
      }
    }),
  );
});

test("what was long ago does not count", () => {
  const meter = new RateMeter(0);
  for (let now = 1; now <= 1000; now++) meter.count(now);
  for (let now = 1010; now <= 3000; now += 10) meter.count(now);
  expect(meter.rate(3000)).toBeCloseTo(100, 9);
  meter.restart(5000);
  expect(meter.rate(5000)).toBe(0);
  meter.count(5250);
  expect(meter.rate(5250)).toBe(4);
});
