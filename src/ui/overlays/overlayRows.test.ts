import { describe, expect, it } from "vitest";
import { historyOf } from "../story/fixtures/historyOf.ts";
import { medianError, rowValue } from "./overlayRows.ts";

const columns = {
  sharpness: () => 20,
  predictedSharpness: (step: number) => (step < 4 ? NaN : 20 * (1 + (step - 4) / 100)),
  eigenvalue2: (step: number) => 10 + step,
};

describe("the list of curves", () => {
  it("gives the median error from the edge to the step", () => {
    const history = historyOf(10, columns, { edgeSteps: [4] });
    expect(medianError(history, "predictedSharpness", 4, 8)).toBeCloseTo(0.02, 12);
    expect(rowValue(history, "pred", 8, false)).toBe("2.00 % off");
    expect(medianError(history, "predictedSharpness", 0, 3)).toBeNaN();
  });

  it("says when an overlay stopped, from that step on", () => {
    const history = historyOf(10, columns, {
      edgeSteps: [4],
      overlayStops: [{ step: 6, overlay: "prediction", reason: "drift" }],
    });
    expect(rowValue(history, "pred", 5, false)).toMatch(/% off$/);
    expect(rowValue(history, "pred", 9, false)).toBe("stopped 6");
    expect(rowValue(history, "dagger", 9, false)).toBe("");
  });

  it("waits for the edge, and stops waiting when the run is over", () => {
    const history = historyOf(10, columns);
    expect(rowValue(history, "flow", 9, false)).toBe("waits for edge");
    expect(rowValue(history, "flow", 9, true)).toBe("never started");
  });

  it("shows the line and what it was before a change of η", () => {
    const history = historyOf(
      10,
      { learningRate: (step) => (step < 5 ? 0.1 : 0.05) },
      { edgeSteps: [2], learningRateChanges: [{ step: 5, learningRate: 0.05 }] },
    );
    expect(rowValue(history, "edge", 3, false)).toBe("20");
    expect(rowValue(history, "edge", 9, false)).toBe("20, then 40");
    expect(rowValue(history, "pred", 9, false)).toBe("waits for edge");
    expect(rowValue(history, "pred", 9, true)).toBe("ended 4");
  });

  it("marks the second eigenvalue where it is at the line", () => {
    const history = historyOf(12, columns);
    expect(rowValue(history, "l2", 8, false)).toBe("");
    expect(rowValue(history, "l2", 9, false)).toBe("at 2/η");
  });
});
