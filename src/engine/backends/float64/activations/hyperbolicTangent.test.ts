import fc from "fast-check";
import { expect, test } from "vitest";
import { hyperbolicTangent } from "./hyperbolicTangent.ts";

/** Magnitudes from 1e-8 to 30, both signs. */
const anyArgument = fc
  .tuple(fc.double({ min: -8, max: 1.48, noNaN: true }), fc.boolean())
  .map(([exponent, isNegative]) => (isNegative ? -1 : 1) * 10 ** exponent);

test("tanh to within 1e-15 of its value", () => {
  fc.assert(
    fc.property(anyArgument, (x) => {
      const exact = Math.tanh(x);
      expect(Math.abs(hyperbolicTangent(x) - exact)).toBeLessThanOrEqual(1e-15 * Math.abs(exact));
    }),
    { numRuns: 20_000 },
  );
});

test("between two entries of the table, where the series is longest", () => {
  for (let k = 0; k < 640; k++) {
    const x = (k + 0.4999) / 32;
    expect(Math.abs(hyperbolicTangent(x) / Math.tanh(x) - 1)).toBeLessThanOrEqual(1e-15);
  }
});

test("is odd, and one far out; what is not a number stays so", () => {
  expect(hyperbolicTangent(0)).toBe(0);
  expect(hyperbolicTangent(-0.7)).toBe(-hyperbolicTangent(0.7));
  expect([hyperbolicTangent(1e300), hyperbolicTangent(-Infinity)]).toEqual([1, -1]);
  expect(hyperbolicTangent(NaN)).toBeNaN();
});
