import fc from "fast-check";
import { expect, it } from "vitest";
import { crossesLine, LINE_TONE, toneOf } from "./pitch.ts";

it("is the line's tone on the line, and an octave for a cube root of two", () => {
  expect(toneOf(20, 20)).toBe(440);
  expect(toneOf(20 * 2 ** (1 / 3), 20)).toBeCloseTo(880, 8);
  expect(toneOf(20 / 2 ** (1 / 3), 20)).toBeCloseTo(220, 8);
  expect(toneOf(1, 20)).toBe(110);
  expect(toneOf(400, 20)).toBe(1760);
});

it("is nothing for what is no sharpness", () => {
  for (const value of [NaN, 0, -3, Infinity]) expect(toneOf(value, 20)).toBeNull();
  expect(toneOf(20, NaN)).toBeNull();
  expect(toneOf(20, 0)).toBeNull();
});

it("rises with sharpness and stays audible", () => {
  const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(positive, positive, positive, (a, b, line) => {
      const [low, high] = [toneOf(Math.min(a, b), line), toneOf(Math.max(a, b), line)];
      expect(low).toBeGreaterThanOrEqual(110);
      expect(high).toBeLessThanOrEqual(1760);
      expect(low).toBeLessThanOrEqual(high ?? NaN);
    }),
  );
});

it("knows when the line was crossed", () => {
  expect(crossesLine(LINE_TONE - 1, LINE_TONE)).toBe(true);
  expect(crossesLine(LINE_TONE + 5, LINE_TONE - 5)).toBe(true);
  expect(crossesLine(LINE_TONE, LINE_TONE + 9)).toBe(false);
  expect(crossesLine(null, 500)).toBe(false);
});
