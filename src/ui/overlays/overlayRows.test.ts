import { describe, expect, it } from "vitest";
import type { Optimizer } from "../../model/experiment.ts";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { historyOf } from "../story/fixtures/historyOf.ts";
import { curvesOf, medianError, rowName, rowValue } from "./overlayRows.ts";

const HEAVY_BALL: Optimizer = { kind: "heavy-ball", momentum: 0.9 };
const ADAM: Optimizer = { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

const columns = {
  sharpness: () => 20,
  predictedSharpness: (step: number) => (step < 4 ? NaN : 20 * (1 + (step - 4) / 100)),
  eigenvalue2: (step: number) => 10 + step,
};

describe("the list of curves", () => {
  it("gives the median error from the edge to the step", () => {
    const history = historyOf(10, columns, { edgeSteps: [4] });
    const predicted = (_: unknown, step: number) => history.at("predictedSharpness", step);
    expect(medianError(history, predicted, 4, 8)).toBeCloseTo(0.02, 12);
    expect(rowValue(history, "pred", 8, false)).toBe("2.00 % off");
    expect(medianError(history, predicted, 0, 3)).toBeNaN();
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

  it("measures a prediction that was re-synchronised from there on", () => {
    const history = historyOf(
      12,
      // 5 % off up to its end, 1 % after it was reset.
      { sharpness: () => 20, predictedSharpness: (step) => (step < 8 ? 21 : 20.2) },
      {
        edgeSteps: [2],
        overlayStops: [{ step: 6, overlay: "prediction", reason: "drift" }],
        resyncSteps: [8],
      },
    );
    expect(rowValue(history, "pred", 7, false)).toBe("stopped 6");
    expect(rowValue(history, "pred", 11, false)).toBe("1.00 % off");
  });

  it("measures the prediction over whichever leads, and stops it with that one", () => {
    const history = historyOf(
      12,
      {
        sharpness: () => 20,
        // 1 % off, and far off beside the other one.
        predictedSharpness: (step) => (step < 4 || step > 9 ? NaN : step < 7 ? 20.2 : 40),
        modesActive: (step) => (step < 7 ? NaN : 2),
        modesPredictedSharpness: (step) => (step < 7 ? NaN : 20.6),
      },
      {
        edgeSteps: [4],
        overlayStops: [
          { step: 9, overlay: "prediction", reason: "second-eigenvalue" },
          { step: 11, overlay: "modes", reason: "fourth-mode" },
        ],
      },
    );
    expect(rowValue(history, "pred", 6, false)).toBe("1.00 % off");
    expect(rowValue(history, "pred", 10, false)).toBe("3.00 % off");
    expect(rowValue(history, "pred", 11, false)).toBe("stopped 11");
    expect(rowValue(history, "oneMode", 8, false)).toBe("1.00 % off");
    expect(rowValue(history, "oneMode", 10, false)).toBe("stopped 9");
  });

  it("waits for the edge, and stops waiting when the run is over", () => {
    const history = historyOf(10, columns);
    expect(rowValue(history, "flow", 9, false)).toBe("waits for edge");
    expect(rowValue(history, "flow", 9, true)).toBe("never started");
  });

  it("has the curves of the run's step rule, under its name and formula", () => {
    const heavyBall = { ...defaultExperiment(), optimizer: HEAVY_BALL };
    const adam = { ...defaultExperiment(), optimizer: ADAM };
    expect(curvesOf(heavyBall)).toEqual(["gd", "edge", "l2"]);
    expect(curvesOf(adam)).toEqual(["gd", "pre", "edge", "l2"]);
    expect(curvesOf(defaultExperiment())).not.toContain("pre");
    expect(rowName("gd", heavyBall)).toBe("Heavy ball");
    expect(rowName("edge", adam)).toBe("(2+2β₁)/((1−β₁)η)");
    expect(rowName("edge", defaultExperiment())).toBe("2/η");
    const history = historyOf(5, { stabilityThreshold: () => 38, eigenvalue2: () => 30 });
    expect(rowValue(history, "edge", 4, false)).toBe("38");
    expect(rowValue(history, "l2", 4, false)).toBe("");
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
