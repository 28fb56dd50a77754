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

describe("where the prediction of one mode hands over", () => {
  const take = async (epsilons: readonly number[], start: Float64Array, count: number) => {
    const run = await beginRun(
      valleysModel(epsilons),
      start,
      { learningRate: 0.1, overlays: ["constrained", "prediction", "flow"] },
      { modesTakeOver: true, startAt: start },
    );
    return { rows: await takeRows(run, count), stops: run.annotations.overlayStops };
  };

  test("it does so at the first step at which a second eigenvalue of θ† is above 0.92 · 2/η", async () => {
    // λ₂ rises by ηε = 0.01 a step, from 18.195 past 18.4 at step 21, and past 19 at step 81.
    const { rows, stops } = await take([0.05, 0.1], Float64Array.of(0.3, 20, 0, 18.195), 120);
    const begins = rows.findIndex(({ modesActive }) => modesActive === 2);
    expect(begins).toBe(21);
    expect(rows.slice(0, begins).every(({ modesActive }) => Number.isNaN(modesActive))).toBe(true);
    expect(rows[begins]!.modesConstrainedEigenvalue2).toBeCloseTo(18.4, 1);
    for (const [ours, own] of [
      ["modesConstrainedLoss", "constrainedLoss"],
      ["modesPredictedLoss", "predictedLoss"],
      ["modesPredictedDistance", "predictedDistance"],
      ["modesDistance", "distance"],
    ] as const) {
      expect(rows[begins]![ours]).toBeCloseTo(rows[begins]![own], 10);
    }
    const one = stops.filter(({ reason }) => reason === "second-eigenvalue");
    expect(one.map(({ overlay }) => overlay)).toEqual(["prediction", "cubic"]);
    expect(Math.abs(one[0]!.step - 81)).toBeLessThanOrEqual(1);
    const after = rows[one[0]!.step + 1]!;
    expect(after.predictedLoss + after.cubicLoss + after.alpha).toBeNaN();
    expect(after.flowDistance).toBeGreaterThan(0);
    expect(after.modesPredictedLoss).toBeGreaterThan(0);
  });

  test("once a mode has left, α, β, δ, x, y and stages are those of the one that stays", async () => {
    // λ₂ falls by 0.05 a step: from 19.2, where one mode is given up at once, below 18.4 at step 17.
    const start = Float64Array.of(0.2, 20, 0, 19.2);
    const { rows } = await take([0.05, -0.5], start, 60);
    const left = rows.findIndex(({ modesActive }) => modesActive === 1);
    expect(Math.abs(left - 17)).toBeLessThanOrEqual(1);
    expect(rows.slice(0, left).every(({ stage }) => Number.isNaN(stage))).toBe(true);
    let [x, y] = [0.2, 20];
    const valley = rows.map(() => {
      const now = { x, y };
      [x, y] = [x - 0.1 * x * y, y + 0.1 * (0.05 - 0.5 * x ** 2)];
      return now;
    });
    for (const row of rows.slice(left)) {
      expect(row.alpha).toBeCloseTo(0.05, 10);
      expect(row.beta).toBeCloseTo(1, 10);
      expect(row.delta).toBeCloseTo(Math.sqrt(0.1), 10);
      expect(Math.abs(row.x)).toBeCloseTo(Math.abs(valley[row.step]!.x), 10);
      expect(row.y).toBeCloseTo(valley[row.step]!.y - 20, 6);
      expect([1, 2, 3, 4]).toContain(row.stage);
    }
  });

  test("without a prediction nothing takes over", async () => {
    const start = Float64Array.of(0.3, 20, 0, 19.2);
    const run = await beginRun(
      valleysModel([0.05, 0.1]),
      start,
      { learningRate: 0.1, overlays: ["constrained"] },
      { modesTakeOver: true, startAt: start },
    );
    const rows = await takeRows(run, 5);
    expect(rows.every(({ modesActive }) => Number.isNaN(modesActive))).toBe(true);
    expect(rows.at(-1)!.constrainedLoss).toBeGreaterThan(0);
  });
});
