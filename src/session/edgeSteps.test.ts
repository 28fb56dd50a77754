import { expect, it } from "vitest";
import { historyOf } from "../charts/fixtures/syntheticHistory.ts";
import { edgeStepsOf } from "./edgeSteps.ts";

const HEAVY_BALL = { kind: "heavy-ball", momentum: 0.9 } as const;
const RMSPROP = { kind: "rmsprop", beta2: 0.99, epsilon: 1e-8 } as const;

/** Rows with these sharpnesses against a line at 38. */
const against38 = (sharpness: readonly number[]) =>
  historyOf(sharpness.map((value) => ({ sharpness: value, stabilityThreshold: 38 })));

it("are the engine's for gradient descent", () => {
  const history = historyOf([{ sharpness: 1, learningRate: 0.1 }], { edgeSteps: [7] });
  expect(edgeStepsOf(history, undefined)).toEqual([7]);
});

it("are read off the columns for another rule: its own line, met from below", () => {
  expect(edgeStepsOf(against38([20, 30, 37.9, 38, 37, 39]), HEAVY_BALL)).toEqual([3]);
  expect(edgeStepsOf(against38([50, 40, 36, 37, 41]), HEAVY_BALL)).toEqual([4]);
  expect(edgeStepsOf(against38([50, 40, 39]), HEAVY_BALL)).toEqual([]);
  expect(edgeStepsOf(against38([20, 30, 37]), HEAVY_BALL)).toEqual([]);
});

it("need a sharpness: a step without one is no meeting", () => {
  expect(edgeStepsOf(against38([20, NaN, 30]), HEAVY_BALL)).toEqual([]);
});

it("are of the preconditioned sharpness where the rule has one", () => {
  const rows = [10, 90, 100].map((preconditionedSharpness) => ({
    sharpness: 500,
    preconditionedSharpness,
    stabilityThreshold: 100,
  }));
  expect(edgeStepsOf(historyOf(rows), RMSPROP)).toEqual([2]);
});

it("come once for each learning rate", () => {
  const rows = [20, 39, 39, 39, 60, 77, 78].map((sharpness, step) => ({
    sharpness,
    stabilityThreshold: step < 3 ? 38 : 76,
  }));
  const history = historyOf(rows, { learningRateChanges: [{ step: 3, learningRate: 0.05 }] });
  expect(edgeStepsOf(history, HEAVY_BALL)).toEqual([1, 5]);
});
