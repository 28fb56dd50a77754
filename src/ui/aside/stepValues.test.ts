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

  describe("where several modes lead", () => {
    const several = historyOf(
      8,
      {
        loss: () => 0.25,
        sharpness: () => 20.5,
        // Of the prediction of one mode, beside it.
        predictedLoss: () => 9,
        constrainedLoss: () => 9,
        x: () => 9,
        delta: () => 9,
        distance: () => 9,
        modesActive: (step) => (step < 4 ? NaN : 2),
        modesConstrainedLoss: () => 0.125,
        modesConstrainedSharpness: () => 20,
        modesConstrainedEigenvalue2: () => 19.9,
        modesX: () => 0.15,
        modesDelta: () => 0.1,
        modesDistance: () => 0.2,
        modesPredictedLoss: () => 0.3,
        modesPredictedX: () => 0.05,
        modesX1: () => -0.09,
        modesX2: () => 0.12,
        modesY1: () => 0.4,
        modesY2: () => -0.25,
        modesPredictedX2: () => 0.11,
      },
      {
        edgeSteps: [2],
        overlayStops: [
          { step: 5, overlay: "prediction", reason: "second-eigenvalue" },
          { step: 6, overlay: "modes", reason: "drift" },
        ],
      },
    );
    const rowsAt = (step: number) =>
      Object.fromEntries(stepValues(several, step).map((row) => [row.name, row]));

    it("are theirs, and those of each direction", () => {
      const rows = rowsAt(6);
      expect(rows["loss L(θ)"]).toMatchObject({ prediction: "0.3000", constrained: "0.1250" });
      expect(rows["second λ₂"]?.constrained).toBe("19.90");
      expect(rows["oscillation |x|/δ"]).toMatchObject({ descent: "1.5", prediction: "0.5" });
      expect(rows["distance |θ − θ†|"]?.descent).toBe("0.200");
      expect(rows["x₁"]).toMatchObject({ descent: "−0.09", prediction: "–" });
      expect(rows["x₂"]).toMatchObject({ descent: "0.12", prediction: "0.11" });
      expect(rows["y₂"]?.descent).toBe("−0.25");
      expect(rows).not.toHaveProperty("x₃");
      expect(rowsAt(3)).not.toHaveProperty("x₁");
    });

    it("show no prediction beyond the stop of theirs", () => {
      expect(rowsAt(7)["loss L(θ)"]?.prediction).toBe("–");
      expect(rowsAt(7)["x₂"]).toMatchObject({ descent: "0.12", prediction: "–" });
      expect(rowsAt(7)["oscillation |x|/δ"]?.prediction).toBe("–");
    });

    it("are copied with the names of their columns", () => {
      const lines = valuesAsText(several, 6).split("\n");
      expect(lines).toEqual(expect.arrayContaining(["modesActive 2", "modesPredictedLoss 0.3"]));
      expect(lines).not.toContain("predictedLoss 9");
      expect(valuesAsText(several, 7)).not.toMatch(/predicted/i);
      expect(valuesAsText(several, 3)).toMatch(/^predictedLoss 9$/m);
    });
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
