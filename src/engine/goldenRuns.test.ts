import { beforeAll, describe, expect, test } from "vitest";
import type { Row } from "../protocol/columns.ts";
import { createFloat64Mlp } from "./backends/float64/float64Mlp.ts";
import { createWasmMlp } from "./backends/wasm/wasmMlp.ts";
import {
  goldenModel,
  rangeError,
  relativeError,
  rowsOf,
  sharpnessPredictionError,
} from "./golden/comparison.ts";
import { goldenRun, type GoldenRun } from "./golden/runs.ts";
import { registerWasm, tf } from "./tf.ts";

/** Nudged runs whose second eigenvalue stays below 2/η over these 150 steps. */
const NUDGED = [
  "cheb3_tanh_w16_kick",
  "cheb5_tanh_kick",
  "cheb4_tanh_half_kick",
  "deep_linear_kick",
  "logistic_tanh_kick",
  "mnist7_swish_kick",
];

beforeAll(async () => {
  await registerWasm(undefined);
  await tf.setBackend("wasm");
});

interface Tolerances {
  sharpness: number;
  loss: number;
  alpha: number;
  range: number;
}

function expectGolden(rows: Row[], golden: GoldenRun, tolerances: Tolerances): void {
  const { gd, dagger, flow, pred, pred_exact } = golden;
  const value = (column: keyof Row, reference: (number | null)[], tolerance: number) => {
    expect(relativeError(rows, column, reference), column).toBeLessThan(tolerance);
  };
  const range = (column: keyof Row, reference: (number | null)[]) => {
    expect(rangeError(rows, column, reference), column).toBeLessThan(tolerances.range);
  };
  value("sharpness", gd.S, tolerances.sharpness);
  value("eigenvalue2", gd.S2, 1e-3);
  value("loss", gd.loss, tolerances.loss);
  range("x", gd.x);
  range("y", gd.y);
  range("distance", gd.dist);
  value("constrainedSharpness", dagger.S, tolerances.sharpness);
  value("constrainedLoss", dagger.loss, tolerances.loss);
  value("alpha", dagger.alpha, tolerances.alpha);
  value("delta", dagger.delta, tolerances.alpha);
  value("flowSharpness", flow.S, tolerances.sharpness);
  value("flowLoss", flow.loss, tolerances.loss);
  range("flowDistance", flow.dist);
  value("predictedSharpness", pred_exact.S_c, tolerances.sharpness);
  value("predictedLoss", pred_exact.loss_u, tolerances.loss);
  range("predictedX", pred_exact.x);
  range("predictedY", pred_exact.y);
  range("predictedDistance", pred_exact.dist);
  value("cubicSharpness", pred.S_cf, tolerances.sharpness);
  value("cubicLoss", pred.loss_cf, tolerances.loss);
  range("cubicX", pred.x);
  range("cubicY", pred.y);
}

describe("from the edge step, float32", () => {
  test.each(NUDGED)("%s follows the reference for 150 steps", async (name) => {
    const golden = goldenRun(name);
    expect(Math.max(...golden.gd.S2.slice(0, 150).map(Number))).toBeLessThan(
      2 / golden.experiment.learningRate,
    );
    const { rows } = await rowsOf(goldenModel(createWasmMlp, golden), golden, 150, "edge");
    expectGolden(rows, golden, { sharpness: 1e-5, loss: 1e-4, alpha: 1e-4, range: 1e-3 });
  });
});

describe("from the edge step, float64", () => {
  test.each(["cheb3_tanh_w16_kick", "deep_linear_kick"])("%s: 150 steps", async (name) => {
    const golden = goldenRun(name);
    const { rows } = await rowsOf(goldenModel(createFloat64Mlp, golden), golden, 150, "edge");
    expectGolden(rows, golden, { sharpness: 1e-7, loss: 1e-7, alpha: 1e-7, range: 1e-7 });
  });
});

describe("from the beginning, float32", () => {
  test.each(NUDGED)("%s reaches the edge at the exact step and is nudged alike", async (name) => {
    const golden = goldenRun(name);
    const { edgeStep, pre } = golden;
    const { rows, run } = await rowsOf(
      goldenModel(createWasmMlp, golden),
      golden,
      edgeStep + 1,
      "start",
    );
    expect(run.annotations.edgeSteps).toEqual([edgeStep]);
    // The row of the edge step is of the nudged point, which `pre` is not.
    const before = rows.slice(0, edgeStep);
    expect(relativeError(before, "sharpness", pre.S)).toBeLessThan(1e-5);
    expect(relativeError(before, "eigenvalue2", pre.S2)).toBeLessThan(1e-3);
    expect(relativeError(before, "loss", pre.loss)).toBeLessThan(1e-4);
    expect(rows[edgeStep]!.x / golden.gd.x[0]!).toBeCloseTo(1, 3);
    expect(rows[edgeStep]!.sharpness / golden.gd.S[0]!).toBeCloseTo(1, 4);
    expect(rows[edgeStep - 1]!.constrainedLoss).toBeNaN();
  });
});

describe("without a nudge", () => {
  // The first spike grows out of rounding, so only what does not depend on it can be compared.
  test.each(["cheb4_tanh_natural", "cheb5_tanh_natural"])("%s: θ† and flow", async (name) => {
    const golden = goldenRun(name);
    const { rows } = await rowsOf(goldenModel(createWasmMlp, golden), golden, 60, "edge");
    expect(relativeError(rows, "constrainedSharpness", golden.dagger.S)).toBeLessThan(1e-5);
    expect(relativeError(rows, "constrainedLoss", golden.dagger.loss)).toBeLessThan(1e-4);
    expect(relativeError(rows, "flowSharpness", golden.flow.S)).toBeLessThan(1e-5);
    expect(relativeError(rows, "flowLoss", golden.flow.loss)).toBeLessThan(1e-4);
  });

  test("cheb4_tanh_natural reaches the edge at the exact step", async () => {
    const golden = goldenRun("cheb4_tanh_natural");
    const { rows, run } = await rowsOf(
      goldenModel(createWasmMlp, golden),
      golden,
      golden.edgeStep + 1,
      "start",
    );
    expect(run.annotations.edgeSteps).toEqual([golden.edgeStep]);
    expect(relativeError(rows, "sharpness", golden.pre.S)).toBeLessThan(1e-5);
    expect(run.annotations.warnings.join()).toContain("grows out of rounding");
  });
});

describe("sharpness at every step, float32", () => {
  const runs = [...NUDGED, "mnist7_swish_lambda2", "mnist7_swish_fast_kick"];

  test.each(runs)("%s: λ₁ and λ₂ from the edge to the end of the reference", async (name) => {
    const reference = goldenRun(name);
    const golden = { ...reference, experiment: { ...reference.experiment, overlays: [] } };
    const { S, S2 } = golden.gd;
    const { rows } = await rowsOf(goldenModel(createWasmMlp, golden), golden, S.length, "edge");
    // Where the second eigenvalue is near, the first is the harder one to tell.
    const limits = S.map((s, i) => (S2[i]! > 0.95 * s! ? 1e-3 : 1e-5));
    const isOff = (row: Row, i: number) =>
      !(Math.abs(row.sharpness / S[i]! - 1) < limits[i]!) ||
      !(Math.abs(row.eigenvalue2 / S2[i]! - 1) < 1e-3);
    expect(rows.filter(isOff).map((row) => row.step)).toEqual([]);
    expect(Math.max(...rows.map((row) => row.sharpnessResidual))).toBeLessThan(1e-4);
  });
});

describe("two modes at the edge", () => {
  test.each([
    { name: "mnist7_swish_lambda2", stop: 43 },
    { name: "mnist7_swish_fast_kick", stop: 51 },
  ])("$name: the claim of both predictions stops at step $stop", async ({ name, stop }) => {
    const golden = goldenRun(name);
    const { run } = await rowsOf(goldenModel(createWasmMlp, golden), golden, stop + 1, "edge");
    const first = golden.dagger.S2.findIndex((s2) => s2! > 1.9 / golden.experiment.learningRate);
    expect(first).toBe(stop);
    for (const overlay of ["prediction", "cubic"] as const) {
      const reason = "second-eigenvalue";
      expect(run.annotations.overlayStops).toContainEqual({ step: stop, overlay, reason });
    }
  });
});

describe("physics: the prediction against gradient descent itself", () => {
  test.each([
    { name: "cheb3_tanh_w16_kick", steps: 100, error: 0.015 },
    { name: "cheb5_tanh_kick", steps: 100, error: 0.015 },
    { name: "cheb4_tanh_half_kick", steps: 100, error: 0.015 },
    { name: "deep_linear_kick", steps: 100, error: 0.015 },
    { name: "mnist7_swish_kick", steps: 300, error: 0.005 },
  ])("$name: RMS error of sharpness ≤ $error over $steps steps", async ({ name, steps, error }) => {
    const golden = goldenRun(name);
    const { rows } = await rowsOf(goldenModel(createWasmMlp, golden), golden, steps, "edge");
    expect(sharpnessPredictionError(rows)).toBeLessThan(error);
  });

  test("re-synchronised once per cycle, the error stays below half a percent", async () => {
    const golden = goldenRun("cheb5_tanh_kick");
    const { rows, run } = await rowsOf(goldenModel(createWasmMlp, golden), golden, 390, "edge", {
      resynchroniseEachCycle: true,
    });
    expect(run.annotations.resyncSteps.length).toBeGreaterThan(3);
    for (const step of run.annotations.resyncSteps) {
      expect(rows[step]!.predictedX).toBe(rows[step]!.x);
      expect(rows[step]!.y).toBeGreaterThanOrEqual(0);
      expect(rows[step - 1]!.y).toBeLessThan(0);
    }
    expect(sharpnessPredictionError(rows)).toBeLessThan(0.005);
    expect(run.annotations.overlayStops).toEqual([]);
  });

  test("left alone, it drifts off at the third spike and says so", async () => {
    const golden = goldenRun("cheb5_tanh_kick");
    const { rows, run } = await rowsOf(goldenModel(createWasmMlp, golden), golden, 220, "edge");
    const stop = run.annotations.overlayStops.find(({ overlay }) => overlay === "prediction")!;
    expect(stop.reason).toBe("drift");
    // From the reference columns: |x − x̂| alone passes half an oscillation at 193 at the latest.
    const { gd, dagger, pred_exact } = golden;
    const late = rows.findIndex(
      (_, i) =>
        Math.abs(gd.x[i]! - pred_exact.x[i]!) > 0.5 * Math.max(gd.dist[i]!, dagger.delta[i]!),
    );
    expect(stop.step).toBeLessThanOrEqual(late);
    expect(stop.step).toBeGreaterThan(late - 10);
  });
});
