/** A run that goes on from a checkpoint: the rows of the uninterrupted run, to the last bit. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Experiment, Optimizer } from "../../model/experiment.ts";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import type { Row } from "../../protocol/columns.ts";
import { openBackend } from "../backends/openBackend.ts";
import { replayingAccelerator } from "../fixtures/replayingAccelerator.ts";
import { beginRun } from "../fixtures/rows.ts";
import { STRAIGHT, valleyModel } from "../fixtures/valley.ts";
import { valleysModel } from "../fixtures/valleys.ts";
import { goldenModel } from "../golden/comparison.ts";
import { goldenRun } from "../golden/runs.ts";
import { SCREEN_PRECISION, TRACE_PRECISION } from "../precisions.ts";
import { Run, type RunOptions } from "../run.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { bytesOf, type Checkpoint } from "./checkpoint.ts";

type Fresh = () => { model: TaylorModel; options: RunOptions };

interface Recorded {
  experiment: Experiment;
  rows: Row[];
  annotations: Run["annotations"];
  /** Before each row. */
  checkpoints: Checkpoint[];
}

/** @param portion rows asked for at a time; a checkpoint is taken before each portion. */
async function record(run: Run, steps: number, portion = 1): Promise<Recorded> {
  const rows: Row[] = [];
  const checkpoints: Checkpoint[] = [];
  while (rows.length < steps && !run.isDiverged) {
    checkpoints.push(await run.checkpoint());
    rows.push(...(await run.nextRows(Math.min(portion, steps - rows.length))));
  }
  return { experiment: run.experiment, rows, annotations: run.annotations, checkpoints };
}

/** The rows from a checkpoint on, by another run on a model of its own. */
async function resumed(
  { experiment, rows }: Recorded,
  checkpoint: Checkpoint,
  fresh: Fresh,
  change: Partial<Experiment> = {},
) {
  const { model, options } = fresh();
  const run = new Run(model, { ...experiment, ...change }, checkpoint, options);
  const after: Row[] = [];
  while (checkpoint.step + after.length < rows.length && !run.isDiverged) {
    after.push(...(await run.nextRows(rows.length - checkpoint.step - after.length)));
  }
  model.dispose();
  return { rows: after, annotations: run.annotations };
}

async function expectSame(whole: Recorded, fresh: Fresh, steps: readonly number[]) {
  for (const step of steps) {
    const checkpoint = whole.checkpoints.find((kept) => kept.step >= step)!;
    const again = await resumed(whole, checkpoint, fresh);
    expect(again.rows).toEqual(whole.rows.slice(checkpoint.step));
    expect(again.annotations).toEqual(whole.annotations);
  }
}

test("from before to after two modes take over, and where one of them leaves", async () => {
  // λ₂ falls by 0.05 a step: below 18.4 at step 17, while that of one mode is given up at once.
  const startAt = Float64Array.of(0.2, 20, 0, 19.2);
  const fresh: Fresh = () => ({
    model: valleysModel([0.05, -0.5]),
    options: { precision: SCREEN_PRECISION, modesTakeOver: true, startAt },
  });
  const { model, options } = fresh();
  const experiment: Experiment = { ...defaultExperiment(), learningRate: 0.1 };
  const whole = await record(await Run.begin(model, experiment, startAt, options), 40);
  expect(whole.rows[5]!.modesActive).toBe(2);
  expect(whole.rows[30]!.modesActive).toBe(1);
  expect(whole.rows[30]!.alpha).toBeCloseTo(0.05, 6);
  await expectSame(whole, fresh, [0, 1, 2, 15, 18, 30]);
});

describe.each(["float64", "wasm"] as const)("on %s", (backend) => {
  const golden = goldenRun("cheb3_tanh_w16_kick");
  let fresh: Fresh;
  let experiment: Experiment;

  beforeAll(async () => {
    const { createModel } = await openBackend(backend, undefined);
    fresh = () => ({
      model: goldenModel(createModel, golden),
      options: { precision: SCREEN_PRECISION, startAt: golden.startParameters },
    });
    experiment = { ...golden.experiment, eigenvalues: 3 };
  });

  async function begun(change: Partial<Experiment> = {}) {
    const { model, options } = fresh();
    const all = { ...experiment, ...change };
    return Run.begin(model, all, golden.initialParameters, options);
  }

  test("with all overlays, from before the edge step on and through a change of η", async () => {
    const whole = await record(
      await begun({
        overlays: ["constrained", "prediction", "flow", "flowFromStart"],
        learningRateChanges: [{ step: 25, learningRate: 0.19 }],
      }),
      40,
    );
    expect(whole.annotations.edgeSteps).toContain(0);
    expect(whole.annotations.learningRateChanges).toHaveLength(1);
    await expectSame(whole, fresh, [0, 1, 9, 17, 25, 26]);
  });

  test("with several modes and the central flow, and v̂ reset once a cycle", async () => {
    const run = await begun({ overlays: ["modes", "centralFlow"] });
    run.resynchroniseEachCycle = true;
    const whole = await record(run, 70);
    const [first] = whole.annotations.resyncSteps;
    expect(whole.rows[first!]!.modesPredictedX).toBe(whole.rows[first!]!.modesX);
    await expectSame(whole, fresh, [0, 1, 12, first!, first! + 1]);
  });

  test("with v̂ reset once a cycle", async () => {
    const run = await begun();
    run.resynchroniseEachCycle = true;
    const whole = await record(run, 70);
    const [first] = whole.annotations.resyncSteps;
    expect(first).toBeGreaterThan(2);
    await expectSame(whole, fresh, [1, first! - 1, first!, first! + 1]);
  });

  test("taking checkpoints changes no row", async () => {
    const plain = await begun();
    const rows: Row[] = [];
    while (rows.length < 20) rows.push(await plain.next());
    expect((await record(await begun(), 20)).rows).toEqual(rows);
  });

  test("another η from there on gives what the experiment with that change gives", async () => {
    const whole = await record(await begun(), 30);
    const change = { step: 12, learningRate: 0.17 };
    const expected = await record(await begun({ learningRateChanges: [change] }), 30);
    const again = await resumed(whole, whole.checkpoints[8]!, fresh, {
      learningRateChanges: [change],
    });
    expect(again.rows).toEqual(expected.rows.slice(8));
    expect(again.rows).not.toEqual(whole.rows.slice(8));
    expect(again.annotations).toEqual(expected.annotations);
  });
});

test("any step of a run through a nudge, stops and two edges is as good a start", async () => {
  // Steep enough for whole cycles within a few hundred steps.
  const fresh: Fresh = () => ({
    model: valleyModel({ ...STRAIGHT, epsilon: 0.05 }),
    options: { precision: TRACE_PRECISION.float64 },
  });
  const { model } = fresh();
  const run = await beginRun(model, Float64Array.of(0, 19.7, 0.5), {
    learningRate: 0.1,
    learningRateChanges: [{ step: 140, learningRate: 0.0995 }],
    nudge: 0.3,
  });
  const whole = await record(run, 300);
  expect(whole.annotations.edgeSteps).toHaveLength(2);
  expect(whole.annotations.edgeSteps[0]).toBeGreaterThan(10);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 299 }), async (step) => {
      await expectSame(whole, fresh, [step]);
    }),
    { numRuns: 25 },
  );
});

test.each<Optimizer>([
  { kind: "heavy-ball", momentum: 0.9 },
  { kind: "nesterov", momentum: 0.8 },
  { kind: "rmsprop", beta2: 0.9, epsilon: 1e-6 },
  { kind: "adam", beta1: 0.9, beta2: 0.99, epsilon: 1e-6 },
])("with the memory of $kind, through a change of η", async (optimizer) => {
  const golden = goldenRun("cheb3_tanh_w16_kick");
  const { createModel } = await openBackend("float64", undefined);
  const fresh: Fresh = () => ({
    model: goldenModel(createModel, golden),
    options: { precision: SCREEN_PRECISION },
  });
  const { model, options } = fresh();
  const experiment: Experiment = {
    ...golden.experiment,
    optimizer,
    learningRate: 0.01,
    learningRateChanges: [{ step: 12, learningRate: 0.02 }],
  };
  const run = await Run.begin(model, experiment, golden.initialParameters, options);
  const whole = await record(run, 30);
  expect(whole.rows.at(-1)!.loss).toBeLessThan(whole.rows[0]!.loss);
  await expectSame(whole, fresh, [0, 1, 7, 12, 13, 29]);
});

describe("with an accelerator", () => {
  const isUnconverged = (step: number) => step % 13 === 5;
  const fresh: Fresh = () => {
    const model = valleyModel({ ...STRAIGHT, zeta: 0.1 });
    const accelerator = replayingAccelerator(model, 2, 7, isUnconverged);
    return { model, options: { precision: SCREEN_PRECISION, accelerator } };
  };
  const begun = () => {
    const { model, options } = fresh();
    const experiment: Partial<Experiment> = { learningRate: 0.48, overlays: ["constrained"] };
    return beginRun(model, Float64Array.of(0.003, 3.9, 0.01), experiment, options);
  };

  test("while it has the run, while the processor has it, and through the edge", async () => {
    const whole = await record(await begun(), 60, 4);
    expect(whole.annotations.edgeSteps).toHaveLength(1);
    const held = whole.checkpoints.map(({ replayed }) => replayed.held !== null);
    expect(new Set(held)).toEqual(new Set([true, false]));
    await expectSame(whole, fresh, [0, 3, 8, 13, 20, 27, 33, 50]);
  });

  test("taking checkpoints changes no row", async () => {
    const run = await begun();
    const rows: Row[] = [];
    while (rows.length < 60) rows.push(...(await run.nextRows(60 - rows.length)));
    expect((await record(await begun(), 60, 3)).rows).toEqual(rows);
  });

  test("a run without one takes over what it holds", async () => {
    const whole = await record(await begun(), 30, 4);
    const checkpoint = whole.checkpoints.find(({ replayed }) => replayed.held !== null)!;
    const { rows } = await resumed(whole, checkpoint, () => ({
      model: fresh().model,
      options: { precision: SCREEN_PRECISION },
    }));
    for (const [i, row] of rows.entries()) {
      expect(row.loss).toBeCloseTo(whole.rows[checkpoint.step + i]!.loss, 10);
    }
  });
});

test("its size is that of the memory behind its vectors, each counted once", async () => {
  const model = valleyModel(STRAIGHT);
  const run = await beginRun(model, Float64Array.of(0, 3, 0), { overlays: [] });
  const checkpoint = await run.checkpoint();
  const [large, larger] = [new Float64Array(1000), new Float64Array(5000)];
  const flow = { ...checkpoint.iterate, parameters: large, gradient: large };
  const memory = { parameters: larger, vectors: [large], overlaps: [], step: null, products: [] };
  const more = { ...checkpoint, flowFromStart: { ...flow, history: [memory] } };
  expect(bytesOf(more) - bytesOf(checkpoint)).toBe(8 * 6000);
});
