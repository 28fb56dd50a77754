import fc from "fast-check";
import { expect, it } from "vitest";
import { firstAtLeast } from "./firstAtLeast.ts";

it("finds what a walk from the left finds", () => {
  const sorted = fc
    .array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 })
    .map((values) => Float64Array.from(values).sort());
  fc.assert(
    fc.property(
      sorted,
      fc.nat(30),
      fc.nat(30),
      fc.integer({ min: -1, max: 21 }),
      (values, a, b, wanted) => {
        const from = Math.min(a, b, values.length);
        const to = Math.min(Math.max(a, b), values.length);
        let walked = from;
        while (walked < to && values[walked]! < wanted) walked++;
        expect(firstAtLeast(values, wanted, from, to)).toBe(walked);
      },
    ),
  );
});
