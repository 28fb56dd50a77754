import { describe, expect, test } from "vitest";
import type { LearningRateChange } from "../model/experiment.ts";
import type { Row } from "../protocol/columns.ts";
import { createFloat64Mlp } from "./backends/float64/float64Mlp.ts";
import { beginRun, OVERLAY_COLUMNS, takeRows } from "./fixtures/rows.ts";
import { valleyModel, type Valley } from "./fixtures/valley.ts";
import { valleyDescent } from "./fixtures/valleyDescent.ts";
import { goldenModel } from "./golden/comparison.ts";
import { goldenRun } from "./golden/runs.ts";

/** Steep enough that a whole cycle takes about a hundred steps of η = 0.1. */
const VALLEY: Valley = { zeta: 0, quartic: 0, tilt: 0, epsilon: 0.05, stiffness: 3 };
const START: [number, number] = [0, 19.98];
const EXPERIMENT = { learningRate: 0.1, nudge: 0.3 };

/** The run, and the same computed without the engine. */
async function runBoth(steps: number, changes: LearningRateChange[]) {
  const run = await beginRun(valleyModel(VALLEY), Float64Array.of(...START, 0.5), {
    ...EXPERIMENT,
    learningRateChanges: changes,
  });
  const rows = await takeRows(run, steps);
  const expected = valleyDescent(VALLEY, steps, { ...EXPERIMENT, start: START, changes });
  const edges = expected.flatMap(({ isEdge }, t) => (isEdge ? [t] : []));
  return { rows, expected, edges, annotations: run.annotations };
}

const hasOverlays = (row: Row) => OVERLAY_COLUMNS.map((name) => Number.isFinite(row[name]));
const all = (value: boolean) => OVERLAY_COLUMNS.map(() => value);

describe("a lower learning rate, so a higher line", () => {
  const change = { step: 20, learningRate: 0.0995 };

  test("each row bears the rate of the update that leaves it, and 2/η is its line", async () => {
    const { rows, expected } = await runBoth(60, [change]);
    for (const [t, row] of rows.entries()) {
      expect(row.learningRate).toBe(t < 20 ? 0.1 : 0.0995);
      expect(row.sharpness, `S at ${t}`).toBeCloseTo(expected[t]!.sharpness, 7);
    }
  });

  test("overlays end at the change and start again at the next crossing", async () => {
    const { rows, edges, annotations } = await runBoth(250, [change]);
    expect(edges).toHaveLength(2);
    const [first, second] = edges as [number, number];
    expect(first).toBeLessThan(change.step);
    expect(second).toBeGreaterThan(change.step + 1);
    expect(annotations.edgeSteps).toEqual(edges);
    expect(annotations.learningRateChanges).toEqual([change]);
    for (const [t, row] of rows.entries()) {
      const isOn = (t >= first && t < change.step) || t >= second;
      expect(hasOverlays(row), `step ${t}`).toEqual(all(isOn));
    }
  });

  test("all three claims end with that reason, at the change", async () => {
    const { annotations } = await runBoth(30, [change]);
    const stops = annotations.overlayStops.filter(
      ({ reason }) => reason === "learning-rate-change",
    );
    expect(stops.map(({ step }) => step)).toEqual([20, 20, 20]);
    expect(stops.map(({ overlay }) => overlay).sort()).toEqual([
      "constrained",
      "cubic",
      "prediction",
    ]);
  });

  test("the second edge step does not nudge, and the overlays start at the run", async () => {
    const { rows, expected, edges } = await runBoth(250, [change]);
    const second = edges[1]!;
    // A nudge of kδ = 0.095 would lift the loss by 0.09.
    const { x, y } = expected[second]!;
    const row = rows[second]!;
    const z = 0.5 * 0.7 ** 20 * (1 - 3 * 0.0995) ** (second - 20);
    expect(row.loss).toBeCloseTo(1 + 0.5 * y * x ** 2 - VALLEY.epsilon * y + 1.5 * z ** 2, 7);
    expect(row.flowLoss).toBe(row.loss);
    expect(row.predictedX).toBe(row.x);
    expect(row.constrainedSharpness).toBeLessThanOrEqual((2 / 0.0995) * (1 + 1e-7));
  });
});

describe("a higher learning rate, so a lower line, with the run above it", () => {
  const change = { step: 20, learningRate: 0.102 };

  test("is no edge until a midpoint below the new line has been seen", async () => {
    const { edges, expected, annotations } = await runBoth(400, [change]);
    // Without that rule the very step of the change would be one.
    expect(expected[change.step]!.midpointSharpness).toBeGreaterThan(2 / change.learningRate);
    const below = expected.findIndex(
      ({ midpointSharpness }, t) => t > 20 && midpointSharpness < 2 / change.learningRate,
    );
    expect(edges).toHaveLength(2);
    expect(edges[1]).toBeGreaterThan(below);
    expect(annotations.edgeSteps).toEqual(edges);
  });
});

describe("changes that come to nothing", () => {
  test("a change to the same rate is ignored, live or scheduled", async () => {
    const plain = await runBoth(30, []);
    const scheduled = await runBoth(30, [{ step: 15, learningRate: 0.1 }]);
    expect(scheduled.rows).toEqual(plain.rows);
    expect(scheduled.annotations).toEqual(plain.annotations);
    const run = await beginRun(valleyModel(VALLEY), Float64Array.of(...START, 0.5), EXPERIMENT);
    const live = await takeRows(run, 30, () => run.setLearningRate(0.1));
    expect(live).toEqual(plain.rows);
    expect(run.annotations).toEqual(plain.annotations);
  });

  test("of several wishes before one row the last counts", async () => {
    const run = await beginRun(valleyModel(VALLEY), Float64Array.of(...START, 0.5), EXPERIMENT);
    run.setLearningRate(0.5);
    run.setLearningRate(0.07);
    const [first, second] = await takeRows(run, 2);
    expect([first!.learningRate, second!.learningRate]).toEqual([0.07, 0.07]);
    expect(run.annotations.learningRateChanges).toEqual([{ step: 0, learningRate: 0.07 }]);
  });
});

describe("a live change", () => {
  const changes = [
    { step: 12, learningRate: 0.0995 },
    { step: 90, learningRate: 0.101 },
  ];

  test("is the same change scheduled, to the last bit", async () => {
    const scheduled = await runBoth(140, changes);
    const run = await beginRun(valleyModel(VALLEY), Float64Array.of(...START, 0.5), EXPERIMENT);
    const rows = await takeRows(run, 140, (step) => {
      const change = changes.find((candidate) => candidate.step === step);
      if (change !== undefined) run.setLearningRate(change.learningRate);
    });
    expect(rows).toEqual(scheduled.rows);
    expect(run.annotations).toEqual(scheduled.annotations);
    expect(run.annotations.learningRateChanges).toEqual(changes);
  });

  test("is so on a network too, and two runs of one experiment are equal bit by bit", async () => {
    const golden = goldenRun("cheb3_tanh_w16_kick");
    const change = { step: 8, learningRate: 0.21 };
    const rowsWith = async (isLive: boolean) => {
      const run = await beginRun(
        goldenModel(createFloat64Mlp, golden),
        golden.initialParameters,
        { ...golden.experiment, learningRateChanges: isLive ? [] : [change] },
        { startAt: golden.startParameters },
      );
      return takeRows(run, 16, (step) => {
        if (isLive && step === change.step) run.setLearningRate(change.learningRate);
      });
    };
    const [live, scheduled, again] = [
      await rowsWith(true),
      await rowsWith(false),
      await rowsWith(false),
    ];
    expect(scheduled).toEqual(again);
    expect(live).toEqual(scheduled);
    expect(hasOverlays(scheduled[7]!)).toEqual(all(true));
    expect(hasOverlays(scheduled[8]!)).toEqual(all(false));
  });
});

test("a run started at an edge re-arms after a change like any other", async () => {
  const change = { step: 20, learningRate: 0.0995 };
  const startAt = Float64Array.of(0.05, 20, 0.5);
  const run = await beginRun(
    valleyModel(VALLEY),
    startAt,
    { learningRate: 0.1, learningRateChanges: [change] },
    { startAt },
  );
  await takeRows(run, 250);
  const [, second] = run.annotations.edgeSteps;
  const expected = valleyDescent(VALLEY, 250, {
    start: [0.05, 20],
    learningRate: 0.1,
    changes: [change],
  });
  const edges = expected.flatMap(({ isEdge }, t) => (isEdge && t > 20 ? [t] : []));
  expect(edges).toHaveLength(1);
  expect(second).toBe(edges[0]);
});
