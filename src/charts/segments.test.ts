import { describe, expect, it } from "vitest";
import { emptyAnnotations, type Annotations } from "../protocol/annotations.ts";
import { historyOf } from "./fixtures/syntheticHistory.ts";
import { constrainedSegments, isClaimed, predictionSegments, segmentsOf } from "./segments.ts";

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

  it("begins a claim anew where it is re-synchronised after a stop, and only there", () => {
    const stops = [20, 45, 46].map(
      (step) => ({ step, overlay: "cubic", reason: "drift" }) as const,
    );
    const given = annotations({
      edgeSteps: [10, 60],
      overlayStops: stops,
      resyncSteps: [15, 30, 35, 70],
    });
    expect(segmentsOf(given, "cubic", 100)).toEqual([
      { from: 10, to: 20, stop: stops[0], end: 29 },
      { from: 30, to: 45, stop: stops[1], end: 59 },
      { from: 60, to: 99, stop: null, end: 99 },
    ]);
    // θ† is not reset with v̂.
    const constrained = { step: 20, overlay: "constrained", reason: "divergence" } as const;
    expect(segmentsOf({ ...given, overlayStops: [constrained] }, "constrained", 50)).toEqual([
      { from: 10, to: 20, stop: constrained, end: 49 },
    ]);
  });

  it("lets curves that nothing stops go on to the next edge step", () => {
    const stop = { step: 40, overlay: "prediction", reason: "drift" } as const;
    const given = annotations({ edgeSteps: [10], overlayStops: [stop] });
    expect(segmentsOf(given, null, 100)).toEqual([{ from: 10, to: 99, stop: null, end: 99 }]);
  });
});

describe("with a takeover at step 50", () => {
  const rows = Array.from({ length: 100 }, (_, step) => ({ modesActive: step < 50 ? NaN : 2 }));
  const ofOne = { step: 60, overlay: "prediction", reason: "second-eigenvalue" } as const;
  const flat = { step: 55, overlay: "constrained", reason: "flat-sharpness-gradient" } as const;
  const ofSeveral = { step: 80, overlay: "modes", reason: "drift" } as const;
  const early = { step: 40, overlay: "prediction", reason: "drift" } as const;

  it("the prediction ends by what ends the one that leads", () => {
    const stops = [ofOne, ofSeveral];
    const history = historyOf(rows, { edgeSteps: [10], overlayStops: stops });
    expect(predictionSegments(history)).toMatchObject([{ from: 10, to: 80, end: 99 }]);
    history.annotations.overlayStops = [ofOne];
    expect(predictionSegments(history)).toMatchObject([{ from: 10, to: 99, stop: null }]);
    history.annotations.overlayStops = [early, ofSeveral];
    expect(predictionSegments(history)).toMatchObject([{ from: 10, to: 40 }]);
  });

  it("θ† goes on past an end of that of one mode", () => {
    const history = historyOf(rows, { edgeSteps: [10], overlayStops: [flat] });
    expect(constrainedSegments(history)).toMatchObject([{ from: 10, to: 99, stop: null }]);
    history.annotations.overlayStops = [{ ...flat, step: 45 }];
    expect(constrainedSegments(history)).toMatchObject([{ from: 10, to: 45 }]);
    history.annotations.overlayStops = [{ ...flat, reason: "learning-rate-change" }];
    expect(constrainedSegments(history)).toMatchObject([{ from: 10, to: 55 }]);
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
