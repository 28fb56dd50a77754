import { beforeAll, describe, expect, test } from "vitest";
import type { Experiment } from "../model/experiment.ts";
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
import { goldenModes, type GoldenModes } from "./golden/modes.ts";
import { registerWasm, tf } from "./tf.ts";

const RUNS = ["cheb5_tanh_kick", "mnist7_swish_fast_kick", "mnist7_swish_lambda2"];

beforeAll(async () => {
  await registerWasm(undefined);
  await tf.setBackend("wasm");
});

function expectGolden(rows: Row[], golden: GoldenModes, tolerance: number): void {
  const { gd, dagger, pred, central } = golden;
  const value = (column: keyof Row, reference: number[]) => {
    expect(relativeError(rows, column, reference), column).toBeLessThan(tolerance);
  };
  const range = (column: keyof Row, reference: number[]) => {
    expect(rangeError(rows, column, reference), column).toBeLessThan(tolerance);
  };
  value("modesConstrainedLoss", dagger.loss);
  value("modesConstrainedSharpness", dagger.S);
  value("modesConstrainedEigenvalue2", dagger.S2);
  range("modesX", gd.x);
  range("modesDistance", gd.dist);
  value("modesPredictedLoss", pred.loss);
  value("modesPredictedSharpness", pred.S);
  range("modesPredictedX", pred.x);
  range("modesPredictedDistance", pred.dist);
  value("centralLoss", central.loss);
  value("centralLossAverage", central.loss_avg);
  value("centralSharpness", central.S);
  value("centralEigenvalue2", central.S2);
  range("centralTrace", central.trace);
  // Next to a change of their number, the last digits decide when it comes.
  const isSettled = (i: number) =>
    new Set(dagger.modes.slice(Math.max(0, i - 2), i + 3)).size === 1;
  const isOff = (row: Row, i: number) => isSettled(i) && row.modesActive !== dagger.modes[i];
  expect(rows.filter(isOff).map(({ step }) => step)).toEqual([]);
}

describe("several modes and the central flow follow the reference from the edge step", () => {
  test.each(RUNS)("%s: 150 steps in float32, and gradient descent itself", async (name) => {
    const golden = goldenModes(name);
    const model = goldenModel(createWasmMlp, golden.run);
    const { rows, run } = await rowsOf(model, golden.run, 150, "edge");
    expectGolden(rows, golden, 1e-3);
    // Through the arrival of λ₂, where the prediction with one mode is 6 to 8 % off.
    expect(sharpnessPredictionError(rows, "modesPredictedSharpness")).toBeLessThan(0.015);
    expect(run.annotations.overlayStops).toEqual([]);
    const mean = (column: keyof Row) => rows.reduce((sum, row) => sum + row[column], 0);
    expect(mean("centralLossAverage") / mean("loss")).toBeCloseTo(1, 2);
  });

  test.each([
    { name: "cheb5_tanh_kick", steps: 150, modes: 1 },
    // A float64 pass of these takes long: up to where the second mode has joined.
    { name: "mnist7_swish_lambda2", steps: 39, modes: 2 },
  ])("$name: $steps steps in float64", async ({ name, steps, modes }) => {
    const golden = goldenModes(name);
    expect(golden.dagger.modes[steps - 1]).toBe(modes);
    const model = goldenModel(createFloat64Mlp, golden.run);
    const { rows } = await rowsOf(model, golden.run, steps, "edge");
    expectGolden(rows, golden, 1e-6);
  });

  test.each([
    { name: "mnist7_swish_fast_kick", joins: 34 },
    { name: "mnist7_swish_lambda2", joins: 36 },
  ])("$name: also where the prediction of one mode hands over to it", async ({ name, joins }) => {
    const golden = goldenModes(name);
    const overlays: Experiment["overlays"] = ["constrained", "prediction", "centralFlow"];
    const run = { ...golden.run, experiment: { ...golden.run.experiment, overlays } };
    const model = goldenModel(createWasmMlp, run);
    const { rows, run: made } = await rowsOf(model, run, 150, "edge", { modesTakeOver: true });
    const begins = rows.findIndex(({ modesActive }) => Number.isFinite(modesActive));
    expect(Math.abs(begins - joins)).toBeLessThanOrEqual(2);
    expectGolden(
      rows.map((row, i) => asSeveral(row, golden.dagger.S2[i]!)),
      golden,
      1e-3,
    );
    // Its own claim ends at 1.9/η; so does its θ†, and gradient flow has the other one to be away from.
    const one = made.annotations.overlayStops.find(({ overlay }) => overlay === "prediction")!;
    expect(one.reason).toBe("second-eigenvalue");
    expect(made.annotations.overlayStops.some(({ overlay }) => overlay === "modes")).toBe(false);
    expect(rows[one.step]!.predictedSharpness).toBeGreaterThan(0);
    expect(rows[one.step + 1]!.constrainedLoss).toBeNaN();
    expect(rows.slice(begins).every(({ stage }) => Number.isNaN(stage))).toBe(true);
  });
});

/**
 * While only one mode is computed, the columns of several are its own.
 * @param eigenvalue2 of θ†, which is not a column of one mode.
 */
function asSeveral(row: Row, eigenvalue2: number): Row {
  if (Number.isFinite(row.modesActive)) return row;
  return {
    ...row,
    modesActive: 1,
    modesConstrainedLoss: row.constrainedLoss,
    modesConstrainedSharpness: row.constrainedSharpness,
    modesConstrainedEigenvalue2: eigenvalue2,
    modesX: Math.abs(row.x),
    modesDistance: row.distance,
    modesPredictedLoss: row.predictedLoss,
    modesPredictedSharpness: row.predictedSharpness,
    modesPredictedX: Math.abs(row.predictedX),
    modesPredictedDistance: row.predictedDistance,
  };
}
