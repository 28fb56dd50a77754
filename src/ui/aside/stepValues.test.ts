import { describe, expect, it } from "vitest";
import { historyOf } from "../story/fixtures/historyOf.ts";
import { stepValues, valuesAsText } from "./stepValues.ts";

const history = historyOf(
  10,
  {
    loss: () => 0.25,
    sharpness: () => 20.5,
    sharpnessResidual: () => 3e-6,
    x: () => -0.05,
    delta: () => 0.1,
    predictedLoss: () => 0.3,
  },
  {
    edgeSteps: [2],
    overlayStops: [{ step: 6, overlay: "prediction", reason: "drift" }],
  },
);

describe("the values of a step", () => {
  it("are rounded for the table, with the residual of λ₁", () => {
    const rows = Object.fromEntries(stepValues(history, 4).map((row) => [row.name, row]));
    expect(rows["loss L(θ)"]).toMatchObject({ descent: "0.2500", prediction: "0.3000" });
    expect(rows["residual of λ₁"]?.descent).toBe("3·10⁻⁶");
    expect(rows["oscillation |x|/δ"]?.descent).toBe("0.5");
  });

  it("show no prediction beyond its stop or before the edge", () => {
    expect(stepValues(history, 6)[0]?.prediction).toBe("0.3000");
    expect(stepValues(history, 7)[0]?.prediction).toBe("–");
    expect(stepValues(history, 1)[0]?.prediction).toBe("–");
  });

  it("show dashes where there is no run", () => {
    const text = JSON.stringify(stepValues(history, -1));
    expect(text).not.toMatch(/NaN|null/);
  });

  it("are copied with all digits, defined ones only", () => {
    expect(valuesAsText(history, 4).split("\n")).toEqual([
      "step 4",
      "learningRate 0.1",
      "loss 0.25",
      "sharpness 20.5",
      "sharpnessResidual 0.000003",
      "x -0.05",
      "delta 0.1",
      "predictedLoss 0.3",
    ]);
    expect(valuesAsText(history, 8)).not.toMatch(/predicted/);
  });
});
