import fc from "fast-check";
import { expect, it } from "vitest";
import { stepAxisOf } from "./stepAxis.ts";

const columns = { times: Float64Array.of(0, 0.1, 0.2, 0.25, 0.3), length: 5 };

it("is the step itself, or flow time over changes of η and ahead of the head", () => {
  expect(stepAxisOf(columns, "step", 0.05).valueAt(2.5)).toBe(2.5);
  const time = stepAxisOf(columns, "time", 0.05);
  expect(time.valueAt(1.5)).toBeCloseTo(0.15, 12);
  expect(time.valueAt(2.5)).toBeCloseTo(0.225, 12);
  expect(time.valueAt(6)).toBeCloseTo(0.4, 12);
});

it("goes there and back", () => {
  const time = stepAxisOf(columns, "time", 0.05);
  const empty = stepAxisOf({ times: new Float64Array(), length: 0 }, "time", 0.05);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 50, noNaN: true }), (step) => {
      expect(time.stepAt(time.valueAt(step))).toBeCloseTo(step, 9);
      expect(empty.stepAt(empty.valueAt(step))).toBeCloseTo(step, 9);
    }),
  );
});
