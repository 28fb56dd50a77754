import { describe, expect, test } from "vitest";
import type { Experiment } from "../../../model/experiment.ts";
import { createFloat64Mlp } from "../../backends/float64/float64Mlp.ts";
import { beginRun, takeRows } from "../../fixtures/rows.ts";
import { STRAIGHT, valleyModel } from "../../fixtures/valley.ts";
import { valleysModel } from "../../fixtures/valleys.ts";
import { goldenModel, rangeError, relativeError, rowsOf } from "../../golden/comparison.ts";
import { goldenRun } from "../../golden/runs.ts";

const BOTH: Partial<Experiment> = { overlays: ["modes", "centralFlow"], learningRate: 0.1 };

describe("with one active mode", () => {
  test("θ† and the prediction are the one-mode ones, network and all", async () => {
    const reference = goldenRun("cheb3_tanh_w16_kick");
    const overlays: Experiment["overlays"] = ["prediction", "modes"];
    const golden = { ...reference, experiment: { ...reference.experiment, overlays } };
    const { rows } = await rowsOf(goldenModel(createFloat64Mlp, golden), golden, 60, "edge");
    expect(new Set(rows.map((row) => row.modesActive))).toEqual(new Set([1]));
    const { dagger, pred_exact } = golden;
    expect(relativeError(rows, "modesConstrainedSharpness", dagger.S)).toBeLessThan(1e-7);
    expect(relativeError(rows, "modesConstrainedLoss", dagger.loss)).toBeLessThan(1e-7);
    expect(relativeError(rows, "modesPredictedSharpness", pred_exact.S_c)).toBeLessThan(1e-7);
    expect(relativeError(rows, "modesPredictedLoss", pred_exact.loss_u)).toBeLessThan(1e-7);
    expect(rangeError(rows, "modesPredictedDistance", pred_exact.dist)).toBeLessThan(1e-7);
  });
});

test("with one mode, v̂ is reset at the steps at which that of one mode is", async () => {
  const steps = async (overlays: Experiment["overlays"]) => {
    const run = await beginRun(
      valleyModel({ ...STRAIGHT, epsilon: 0.05 }),
      Float64Array.of(0, 19.7, 0.5),
      { learningRate: 0.1, nudge: 0.3, overlays },
    );
    run.resynchroniseEachCycle = true;
    const rows = await takeRows(run, 320);
    return { rows, resyncSteps: run.annotations.resyncSteps };
  };
  const { rows, resyncSteps } = await steps(["modes"]);
  expect(resyncSteps.length).toBeGreaterThan(0);
  expect(resyncSteps).toEqual((await steps(["prediction"])).resyncSteps);
  for (const step of resyncSteps) {
    expect(rows[step]!.modesPredictedDistance).toBe(rows[step]!.modesDistance);
  }
  expect(rows.at(-1)!.constrainedLoss).toBeNaN();
});

describe("with two modes that do not touch each other", () => {
  // Each valley sharpens at its own rate and is held at 2/η = 20 by its own oscillation.
  const start = Float64Array.of(0.02, 19.9, 0.03, 19.5);
  const model = valleysModel([0.05, 0.08]);

  test("both eigenvalues of θ† are held at the line, and v̂ follows the run in both", async () => {
    const run = await beginRun(model, start, BOTH);
    const rows = await takeRows(run, 120);
    const late = rows.filter(({ modesActive, step }) => modesActive === 2 && step > 90);
    expect(late.length).toBeGreaterThan(20);
    for (const row of late) {
      expect(row.modesConstrainedSharpness).toBeCloseTo(20, 5);
      expect(row.modesConstrainedEigenvalue2).toBeCloseTo(20, 5);
      expect(row.modesPredictedX / row.modesX).toBeCloseTo(1, 1);
    }
    expect(run.annotations.overlayStops.filter(({ overlay }) => overlay === "modes")).toEqual([]);
  });

  test("each keeps to its own valley, though both eigenvalues are the same", async () => {
    const rows = await takeRows(await beginRun(model, start, BOTH), 120);
    // Each valley by itself: ∂L/∂x = xy, ∂L/∂y = x²/2 − ε.
    const valleys = [0.05, 0.08].map((epsilon, k) => {
      let [x, y] = [start[2 * k]!, start[2 * k + 1]!];
      return rows.map(() => {
        const now = { x, y };
        [x, y] = [x - 0.1 * x * y, y + 0.1 * (epsilon - 0.5 * x ** 2)];
        return now;
      });
    });
    for (const { step, modesActive, ...row } of rows) {
      if (!(modesActive >= 1)) continue;
      const of = (k: number) => valleys[k]![step]!;
      expect(Math.abs(row.modesX1)).toBeCloseTo(Math.abs(of(0).x), 6);
      expect(row.modesY1).toBeCloseTo(of(0).y - 20, 6);
      if (modesActive < 2) continue;
      expect(Math.abs(row.modesX2)).toBeCloseTo(Math.abs(of(1).x), 6);
      expect(row.modesY2).toBeCloseTo(of(1).y - 20, 6);
      expect(Math.hypot(row.modesPredictedX1, row.modesPredictedX2)).toBeCloseTo(
        row.modesPredictedX,
        12,
      );
    }
    expect(rows.at(-1)!.modesX3).toBeNaN();
  });

  test("Σ of the central flow is 2ε of each: δ² = 2α/β with α = ε and β = 1", async () => {
    const rows = await takeRows(await beginRun(model, start, BOTH), 120);
    const last = rows.at(-1)!;
    expect(last.centralTrace).toBeCloseTo(2 * (0.05 + 0.08), 4);
    expect(last.centralSharpness).toBeCloseTo(20, 5);
    expect(last.centralEigenvalue2).toBeCloseTo(20, 5);
    expect(last.centralLossAverage).toBeCloseTo(last.centralLoss + last.centralTrace / 0.1, 10);
  });
});

describe("what ends the claim", () => {
  test("a change of η", async () => {
    const run = await beginRun(valleyModel(STRAIGHT), Float64Array.of(0.01, 20.1, 0), {
      ...BOTH,
      learningRateChanges: [{ step: 5, learningRate: 0.09 }],
    });
    const rows = await takeRows(run, 8);
    const reason = "learning-rate-change";
    for (const overlay of ["modes", "centralFlow"] as const) {
      expect(run.annotations.overlayStops).toContainEqual({ step: 5, overlay, reason });
    }
    expect(rows[4]!.modesActive).toBe(1);
    expect(rows[5]!.modesActive).toBeNaN();
    expect(rows[5]!.centralLoss).toBeNaN();
  });

  test("no direction along which sharpness rises, after ten steps", async () => {
    const falling = valleyModel({ ...STRAIGHT, epsilon: -0.002 });
    const run = await beginRun(falling, Float64Array.of(0.001, 20.01, 0), BOTH, {
      startAt: Float64Array.of(0.001, 20.01, 0),
    });
    await takeRows(run, 14);
    const reason = "no-progressive-sharpening";
    expect(run.annotations.overlayStops).toContainEqual({ step: 10, overlay: "modes", reason });
  });

  test("a fourth mode, of both curves", async () => {
    const four = valleysModel([0.05, 0.05, 0.05, 0.05]);
    const start = Float64Array.of(0.01, 20.05, 0.01, 20.04, 0.01, 20.03, 0.01, 20.02);
    const run = await beginRun(four, start, BOTH, { startAt: start });
    const rows = await takeRows(run, 3);
    expect(rows[0]!.modesActive).toBe(3);
    const reason = "fourth-mode";
    for (const overlay of ["modes", "centralFlow"] as const) {
      expect(run.annotations.overlayStops).toContainEqual({ step: 0, overlay, reason });
    }
  });
});

test("the run itself is the same with and without them", async () => {
  const start = Float64Array.of(0.02, 19.9, 0.03, 19.5);
  const plain = await takeRows(
    await beginRun(valleysModel([0.05, 0.08]), start, { ...BOTH, overlays: [] }),
    40,
  );
  const beside = await takeRows(await beginRun(valleysModel([0.05, 0.08]), start, BOTH), 40);
  expect(beside.map(({ loss }) => loss)).toEqual(plain.map(({ loss }) => loss));
});
