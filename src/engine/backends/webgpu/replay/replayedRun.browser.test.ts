/** Replayed runs with overlays on the software adapter, where a full frame takes 0.1 s: few steps. */
import { beforeAll, expect, test } from "vitest";
import { randomStream } from "../../../../math/random.ts";
import { distance, norm } from "../../../../math/vector.ts";
import type { Experiment } from "../../../../model/experiment.ts";
import { defaultExperiment } from "../../../../model/parseExperiment.ts";
import { COLUMN_NAMES, type Row } from "../../../../protocol/columns.ts";
import { accelerationPlan } from "../../../accelerationPlan.ts";
import type { StepStatistics } from "../../../accelerator.ts";
import type { Checkpoint } from "../../../checkpoints/checkpoint.ts";
import { SCREEN_PRECISION, TRACE_PRECISION } from "../../../precisions.ts";
import { blankRow } from "../../../rows.ts";
import { Run, type RunOptions } from "../../../run.ts";
import { tf, webgpuDevice } from "../../../tf.ts";
import { orientationAt } from "../../../tracks/edgeStep.ts";
import { descend } from "../../../stepRules/gradientDescent.ts";
import { measureIterate, type Iterate } from "../../../tracks/gradientDescent.ts";
import { Overlays } from "../../../tracks/overlays.ts";
import { WASM_FILES } from "../../../wasmFiles.ts";
import { createFloat64Mlp } from "../../float64/float64Mlp.ts";
import { openBackend } from "../../openBackend.ts";
import { countDispatches } from "../fixtures/countDispatches.ts";
import {
  arbitraryPoint,
  DATASET,
  DESCRIPTION,
  exact,
  exactContext,
  nearEdge,
  rowsOf,
} from "../fixtures/smallProblem.ts";
import { createFusedContext } from "../fusedContext.ts";
import { createFusedMlp } from "../fusedMlp.ts";
import { accelerateRun } from "./acceleratedRun.ts";
import { record } from "./recording.ts";

const errors: string[] = [];
beforeAll(async () => {
  await openBackend("webgpu", WASM_FILES);
  webgpuDevice()!.addEventListener("uncapturederror", ({ error }) => errors.push(error.message));
});

const contextWith = () => createFusedContext(DESCRIPTION, DATASET, 2 ** 24);

/** @param seen gets the statistics of all steps that were replayed. */
async function beginRun(
  { experiment, start }: Awaited<ReturnType<typeof nearEdge>>,
  on: "webgpu" | "float64",
  seen: StepStatistics[] = [],
  from: Checkpoint | null = null,
): Promise<Run> {
  const model = on === "webgpu" ? createFusedMlp(DESCRIPTION, DATASET) : exact;
  const plan = accelerationPlan(experiment, start, SCREEN_PRECISION);
  const acceleration = await model.accelerate?.(plan);
  const accelerator = acceleration?.accelerator ?? null;
  const options: RunOptions = {
    precision: on === "webgpu" ? SCREEN_PRECISION : TRACE_PRECISION.float64,
    accelerator:
      accelerator === null
        ? null
        : {
            ...accelerator,
            async advance(count, learningRate) {
              const found = await accelerator.advance(count, learningRate);
              seen.push(...found.slice(1));
              return found;
            },
          },
  };
  return from === null
    ? Run.begin(model, experiment, start, options)
    : new Run(model, experiment, from, options);
}

/** Columns whose largest difference, relative to their largest value, is not below `tolerance`. */
function columnsOff(rows: readonly Row[], expected: readonly Row[], tolerance: number): string[] {
  return COLUMN_NAMES.filter((name) => name !== "sharpnessResidual").filter((name) => {
    const scale = Math.max(...expected.map((row) => Math.abs(row[name]) || 0), 1e-30);
    return rows.some((row, t) => {
      const [got, wanted] = [row[name], expected[t]![name]];
      if (Number.isNaN(wanted)) return !Number.isNaN(got);
      return !(Math.abs(got - wanted) < tolerance * scale);
    });
  });
}

test("a run with all overlays goes through its edge as in float64, in whatever portions, sliced or not", async () => {
  const near = await nearEdge(["constrained", "prediction", "flow"]);
  // The fourth derivative is measured at the edge and ten steps later.
  const last = 17;
  const reference = await beginRun(near, "float64");
  const expected = await rowsOf(reference, last, 1);
  const seen: StepStatistics[] = [];
  const run = await beginRun(near, "webgpu", seen);
  const rows = await rowsOf(run, last, 1000);
  expect(run.annotations).toEqual(reference.annotations);
  expect(run.annotations.edgeSteps).toEqual([5]);
  expect(columnsOff(rows, expected, 1e-3)).toEqual([]);
  expect(columnsOff(rows, expected, 1e-5).filter((name) => /[lL]oss|harpness$/.test(name))).toEqual(
    [],
  );
  // So near the edge the processor makes every step before it; most after it were replayed, the one of
  // the second fourth derivative among them.
  const replayed = rows.filter((row) => seen.some(({ loss }) => loss === row.loss));
  expect(replayed.map((row) => row.step)).toEqual(expect.arrayContaining([10, 11, 12, 15, 16]));
  const other = await beginRun(near, "webgpu");
  const portions = await rowsOf(other, 11, 3);
  // A slice is through θ† as it is on the card, of the row to come; the run goes on as without.
  const work = (await other.slice({ x: 0, y: 0 }))!;
  let next = await work.next();
  while (next.done !== true) next = await work.next();
  const checkpoint = await other.checkpoint();
  while (portions.length <= last) portions.push(...(await other.nextRows(1)));
  expect(portions).toEqual(rows);
  // Another run goes on from what the card held, with the same bits.
  expect(checkpoint.replayed.held?.state.overlays).not.toBeNull();
  const resumed = await beginRun(near, "webgpu", [], checkpoint);
  expect(await rowsOf(resumed, 3, 3)).toEqual(rows.slice(12, 16));
  expect(next.value).toMatchObject({
    step: 12,
    loss: rows[12]!.constrainedLoss,
    delta: rows[12]!.delta,
  });
  expect(other.annotations).toEqual(run.annotations);
  for (const each of [run, other, resumed]) each.dispose();
});

test("re-synchronising and another η act at their step, while overlays are carried along", async () => {
  const near = await nearEdge(["constrained", "prediction"]);
  const script = async (run: Run) => {
    const rows = await rowsOf(run, 10, 1000);
    run.resynchronise();
    rows.push(...(await rowsOf(run, 2, 1000)));
    run.setLearningRate(0.9 * near.experiment.learningRate);
    rows.push(...(await rowsOf(run, 2, 1000)));
    run.dispose();
    return rows;
  };
  const [run, reference] = [await beginRun(near, "webgpu"), await beginRun(near, "float64")];
  const rows = await script(run);
  expect(columnsOff(rows, await script(reference), 1e-3)).toEqual([]);
  expect(run.annotations).toEqual(reference.annotations);
  expect(run.annotations.resyncSteps).toEqual([11]);
  expect(run.annotations.learningRateChanges).toMatchObject([{ step: 14 }]);
});

test("a wide network: 52 dispatches a full frame with one projection round, 10 more at every tenth step", async () => {
  // More parameters than a workgroup has threads.
  const description = { ...DESCRIPTION, sizes: [1, 24, 12, 1] };
  const model = createFloat64Mlp(description, DATASET);
  const { normal } = randomStream(5);
  const start = Float64Array.from({ length: model.parameterCount }, () => 0.4 * normal());
  const context = { ...exactContext(), model, projectionRounds: 1 };
  const iterate = await measureIterate(context, start, 2, null);
  const learningRate = 2 / iterate.eigen.values[0]!;
  const experiment: Experiment = {
    ...defaultExperiment(),
    learningRate,
    overlays: ["constrained", "prediction"],
  };
  const begin = () =>
    Overlays.begin(
      context,
      experiment,
      iterate,
      learningRate,
      orientationAt(model, iterate),
      iterate.loss,
    );
  const fused = createFusedContext(description, DATASET, 2 ** 24);
  const plan = { eigenpairs: 2, projectionRounds: 1, parameters: start };
  const accelerator = (await accelerateRun(fused, plan)).accelerator!;
  expect(accelerator.load(0, { iterate, overlays: (await begin()).state })).toBe(true);
  // The first row is still to be described: 4, and 10 for the fourth derivative.
  expect(await countDispatches(() => accelerator.advance(1, learningRate))).toBe(52 + 14);
  let found: StepStatistics[] = [];
  const advance = async () => (found = await accelerator.advance(2, learningRate));
  expect(await countDispatches(advance)).toBe(2 * 52);

  const overlays = await begin();
  const at: Iterate[] = [iterate];
  for (let t = 0; t < 3; t++) {
    const row = { ...blankRow(), learningRate, sharpness: at[t]!.eigen.values[0]! };
    await overlays.measure(row, at[t]!, "no");
    await overlays.advance(learningRate);
    at.push(await measureIterate(context, descend(at[t]!, learningRate), 2, at[t]!));
  }
  const [expected, reached] = [overlays.state!, (await accelerator.read()).overlays!];
  expect(reached.age).toBe(3);
  for (const vector of ["parameters", "topEigenvector", "perpendicular"] as const) {
    const error = distance(reached.center[vector], expected.center[vector]);
    expect(error / norm(expected.center[vector]), vector).toBeLessThan(1e-4);
  }
  for (const v of ["predicted", "cubic"] as const) {
    expect(distance(reached[v], expected[v]) / norm(expected[v]), v).toBeLessThan(1e-3);
  }
  for (const { residuals, overlays: of } of found) {
    expect(residuals[0]).toBeLessThan(1e-4);
    expect(of!.residuals.first).toBeLessThan(1e-4);
  }
  expect(found[2]!.eigenvalues[0]! / at[3]!.eigen.values[0]!).toBeCloseTo(1, 5);
  expect(await countDispatches(() => accelerator.advance(7, learningRate))).toBe(7 * 52 + 10);
  accelerator.dispose();
  tf.dispose(fused.shared);
});

test.each([0, 20, 46])("without dispatch %i of the step of θ† it is found out", async (left) => {
  const context = contextWith();
  const plan = { eigenpairs: 2, projectionRounds: 2, parameters: arbitraryPoint(3) };
  const { accelerator, remark } = await accelerateRun(context, plan, (calls) =>
    record(calls).filter((_, i) => calls.length !== 47 || i !== left),
  );
  expect(accelerator).toBeNull();
  expect(remark).toContain("other bits");
  tf.dispose(context.shared);
});

// Last, when all programs have run: a validation error is reported only to who listens.
test("the device has reported no error", async () => {
  await (webgpuDevice() as unknown as GPUDevice).queue.onSubmittedWorkDone();
  expect(errors).toEqual([]);
});
