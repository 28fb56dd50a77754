import { describe, expect, test } from "vitest";
import type { Experiment } from "../../model/experiment.ts";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import type { OverlayStop } from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import type { StepStatistics } from "../accelerator.ts";
import { blankRow } from "../rows.ts";
import { along, exactContext } from "../fixtures/context.ts";
import { STRAIGHT, valleyModel, type Valley } from "../fixtures/valley.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { project } from "./constrainedTrajectory.ts";
import { descend } from "../stepRules/gradientDescent.ts";
import { measureIterate, type Iterate } from "./gradientDescent.ts";
import { Overlays } from "./overlays.ts";

const ETA = 0.1;
const VALLEY: Valley = { ...STRAIGHT, epsilon: 0.05 };
const DELTA = Math.sqrt(0.1);

/** The valley between walls, beyond which the loss overflows. */
function walled(valley: Valley, isBeyond: (x: number, y: number, z: number) => boolean) {
  const inside = valleyModel(valley);
  const model: TaylorModel = {
    ...inside,
    async expandAt(parameters) {
      const point = await inside.expandAt(parameters);
      const [x = NaN, y = NaN, z = NaN] = parameters;
      if (!isBeyond(x, y, z)) return point;
      return { ...point, loss: Infinity, gradient: Float64Array.of(Infinity, 0, 0) };
    },
  };
  return model;
}

/**
 * Overlays started at `start` and advanced by hand; `runAt` says where the run is at each later
 * step, or leaves it to gradient descent.
 */
async function follow(
  model: TaylorModel,
  start: Float64Array,
  steps: number,
  overlays: Experiment["overlays"] = ["constrained", "prediction", "flow"],
  runAt: (step: number) => Float64Array | null = () => null,
) {
  const context = exactContext(model);
  let iterate: Iterate = await measureIterate(context, start, 2, null);
  const center = await project(context, start, ETA, along(Float64Array.of(1, 0, 0)));
  const experiment = { ...defaultExperiment(), learningRate: ETA, overlays };
  const tracks = Overlays.startingAt(context, experiment, iterate, center, iterate.loss);
  const rows: Row[] = [];
  const stops: OverlayStop[] = [];
  for (let step = 0; step < steps; step++) {
    const row = { ...blankRow(), step, learningRate: ETA, sharpness: iterate.eigen.values[0]! };
    stops.push(...(await tracks.measure(row, iterate, "no")).stops);
    rows.push(row);
    await tracks.advance(ETA);
    const next = runAt(step + 1) ?? descend(iterate, ETA);
    iterate = await measureIterate(context, next, 2, iterate);
  }
  return { rows, stops };
}

const isDefined = (value: number) => !Number.isNaN(value);

describe("an overlay that overflows is alone in it", () => {
  test("the default prediction: the cubic one, θ† and flow go on as they were", async () => {
    // Both predictions grow from 0.9 δ; the default one soon looks beyond the wall.
    const start = Float64Array.of(0.9 * DELTA, 20.5, 0.5);
    const calm = () => Float64Array.of(0.01, 20, 0);
    const free = await follow(valleyModel(VALLEY), start, 30, undefined, calm);
    // The wall is gone when θ† has come down to z = 0.02, and still nothing comes back.
    const wall = walled(VALLEY, (x, _y, z) => Math.abs(x) > 1.1 * DELTA && z > 0.02);
    const { rows, stops } = await follow(wall, start, 30, undefined, calm);
    const end = rows.findIndex(({ predictedX }) => Number.isNaN(predictedX));
    expect(end).toBeGreaterThan(0);
    expect(Math.abs(free.rows[end]!.predictedX)).toBeGreaterThan(1.09 * DELTA);
    for (const [t, row] of rows.entries()) {
      expect(isDefined(row.predictedLoss), `step ${t}`).toBe(t < end);
      const { cubicX, cubicY, cubicLoss, cubicSharpness, constrainedLoss, x, y } = free.rows[t]!;
      expect(row).toMatchObject({ cubicX, cubicY, cubicLoss, cubicSharpness });
      expect(row).toMatchObject({ constrainedLoss, x, y });
    }
    // It has drifted away from the run for good.
    expect(stops).toContainEqual({
      step: expect.any(Number),
      overlay: "prediction",
      reason: "drift",
    });
  });

  test("θ†: the flow goes on, without its distance from θ†", async () => {
    // The wall crosses the valley's floor, where only θ† is: both go down to z = 0.
    const start = Float64Array.of(0.05, 20, 0.5);
    const wall = walled(VALLEY, (x, _y, z) => Math.abs(x) < 0.001 && z < 0.1 && z > 0.05);
    const { rows } = await follow(wall, start, 12, undefined, () => Float64Array.of(0.05, 20, 0.5));
    const end = rows.findIndex(({ constrainedLoss }) => Number.isNaN(constrainedLoss));
    expect(end).toBeGreaterThan(0);
    for (const [t, row] of rows.entries()) {
      for (const name of ["x", "alpha", "predictedX", "cubicX", "flowDistance"] as const) {
        expect(isDefined(row[name]), `${name} at ${t}`).toBe(t < end);
      }
    }
  });

  test("the flow: θ† and the predictions go on", async () => {
    // The flow keeps rising in y where θ† is held at the line.
    const start = Float64Array.of(0.05, 20, 0.5);
    const wall = walled(VALLEY, (_x, y) => y > 20.022);
    const { rows } = await follow(wall, start, 12, undefined, () => Float64Array.of(0.05, 20, 0.5));
    const end = rows.findIndex(({ flowLoss }) => Number.isNaN(flowLoss));
    expect(end).toBeGreaterThan(0);
    expect(rows.every(({ constrainedLoss, x }) => isDefined(constrainedLoss) && isDefined(x))).toBe(
      true,
    );
    expect(rows.findLastIndex(({ flowDistance }) => isDefined(flowDistance))).toBe(end - 1);
  });
});

describe("what is asked for", () => {
  const start = Float64Array.of(0.05, 20, 0.5);
  const model = valleyModel(VALLEY);

  test("without the prediction neither of the two is computed", async () => {
    const { rows } = await follow(model, start, 5, ["constrained"]);
    for (const row of rows) {
      expect(isDefined(row.constrainedLoss)).toBe(true);
      for (const name of ["predictedX", "cubicX", "flowLoss", "flowDistance"] as const) {
        expect(row[name]).toBeNaN();
      }
    }
  });

  test("θ† alone still says when its claim ends, and nothing about predictions", async () => {
    const far = () => Float64Array.of(30, 20, 0.5);
    const { stops } = await follow(model, start, 5, ["constrained"], far);
    expect(stops).toEqual([{ step: 1, overlay: "constrained", reason: "divergence" }]);
  });
});

describe("∇⁴L(u,u,u,u)", () => {
  // x² |∇⁴L| > S = 20 at x = 0.0145 from ∇⁴L = 95,125 on.
  test.each([
    { quartic: 94_000, ends: false },
    { quartic: 96_500, ends: true },
    { quartic: -96_500, ends: true },
  ])("of $quartic: the cubic claim ends: $ends", async ({ quartic, ends }) => {
    const model = valleyModel({ ...VALLEY, quartic });
    const aside = () => Float64Array.of(0.0145, 20, 0.5);
    const { stops } = await follow(model, Float64Array.of(0, 20, 0.5), 2, undefined, aside);
    const expected = { step: 1, overlay: "cubic", reason: "far-excursion" };
    expect(stops).toEqual(ends ? [expected] : []);
  });
});

test("several modes are to take over at the first step with λ₂ of θ† above 0.92 · 2/η", async () => {
  const context = exactContext(valleyModel(VALLEY));
  const start = Float64Array.of(0.9 * DELTA, 20, 0.5);
  const iterate = await measureIterate(context, start, 2, null);
  const center = await project(context, start, ETA, along(Float64Array.of(1, 0, 0)));
  const overlaysWith = (overlays: Experiment["overlays"]) =>
    Overlays.startingAt(
      context,
      { ...defaultExperiment(), learningRate: ETA, overlays },
      iterate,
      { ...center, eigenvalue2: 18.41 },
      iterate.loss,
    );
  const coordinates = { x: 0.1, y: 0, distance: 0.2 };
  const steps = [18.2, 18.39, 18.41, 18.3, 18.5].map((eigenvalue2): StepStatistics => ({
    loss: 1,
    gradientNorm: 1,
    eigenvalues: [20],
    residuals: [0],
    overlays: {
      center: { ...center, eigenvalue2 },
      eigenvectorOverlap: 1,
      residuals: { first: 0, others: 0 },
      run: coordinates,
      prediction: coordinates,
      cubic: coordinates,
      predictionError: 0,
      cubicError: 0,
      probe: { loss: 1, alongPrediction: 0, alongU: 0 },
      flow: null,
      quartic: null,
    },
  }));
  const predicting = overlaysWith(["prediction"]);
  expect(predicting.firstHandover(steps, ETA)).toBe(2);
  expect(predicting.firstHandover(steps.slice(0, 2), ETA)).toBe(-1);
  expect(predicting.handedOver(ETA)?.center.eigenvalue2).toBe(18.41);
  expect(predicting.handedOver(ETA / 1.01)).toBeNull();
  expect(overlaysWith(["constrained"]).firstHandover(steps, ETA)).toBe(-1);
  expect(overlaysWith(["constrained"]).handedOver(ETA)).toBeNull();
});
