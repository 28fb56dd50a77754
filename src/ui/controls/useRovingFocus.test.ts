import fc from "fast-check";
import { expect, it } from "vitest";
import { placeAfterKey } from "./useRovingFocus.ts";

it("goes round by arrows and to the ends by Home and End", () => {
  expect(placeAfterKey("ArrowRight", 2, 3)).toBe(0);
  expect(placeAfterKey("ArrowLeft", 0, 3)).toBe(2);
  expect(placeAfterKey("ArrowDown", 0, 3)).toBe(1);
  expect(placeAfterKey("Home", 2, 3)).toBe(0);
  expect(placeAfterKey("End", 0, 3)).toBe(2);
  expect(placeAfterKey("Enter", 1, 3)).toBeNull();
});

it("comes back where it was, and stays in the group", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (count, seed) => {
      const place = seed % count;
      const next = placeAfterKey("ArrowRight", place, count) ?? -1;
      expect(next).toBeGreaterThanOrEqual(0);
      expect(next).toBeLessThan(count);
      expect(placeAfterKey("ArrowLeft", next, count)).toBe(place);
    }),
  );
});
