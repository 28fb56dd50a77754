import { describe, expect, it } from "vitest";
import { emptyAnnotations, type Annotations } from "../protocol/annotations.ts";
import { isClaimed, segmentsOf } from "./segments.ts";

const annotations = (changes: Partial<Annotations>): Annotations => ({
  ...emptyAnnotations(),
  ...changes,
});

describe("segmentsOf", () => {
  it("has no segment before the edge", () => {
    expect(segmentsOf(annotations({}), "prediction", 100)).toEqual([]);
    expect(segmentsOf(annotations({ edgeSteps: [100] }), "prediction", 100)).toEqual([]);
  });

  it("ends at the overlay's first stop, and starts anew at the next edge step", () => {
    const stop = { step: 40, overlay: "prediction", reason: "drift" } as const;
    const later = { step: 50, overlay: "prediction", reason: "too-coarse" } as const;
    const other = { step: 20, overlay: "cubic", reason: "drift" } as const;
    const given = annotations({ edgeSteps: [10, 60], overlayStops: [later, stop, other] });
    expect(segmentsOf(given, "prediction", 100)).toEqual([
      { from: 10, to: 40, stop, end: 59 },
      { from: 60, to: 99, stop: null, end: 99 },
    ]);
  });

  it("lets curves that nothing stops go on to the next edge step", () => {
    const stop = { step: 40, overlay: "prediction", reason: "drift" } as const;
    const given = annotations({ edgeSteps: [10], overlayStops: [stop] });
    expect(segmentsOf(given, null, 100)).toEqual([{ from: 10, to: 99, stop: null, end: 99 }]);
  });
});

it("isClaimed includes both ends of a segment", () => {
  const segments = [{ from: 10, to: 20, stop: null, end: 20 }];
  expect([9, 10, 20, 21].map((step) => isClaimed(segments, step))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
