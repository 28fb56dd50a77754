/** Replayed runs with overlays on the software adapter, where a full frame takes 0.1 s: few steps. */
import { beforeAll, expect, test } from "vitest";
import { COLUMN_NAMES, type Row } from "../../../../protocol/columns.ts";
import { accelerationPlan } from "../../../accelerationPlan.ts";
import type { StepStatistics } from "../../../accelerator.ts";
import { SCREEN_PRECISION, TRACE_PRECISION } from "../../../precisions.ts";
import { Run } from "../../../run.ts";
import { tf, webgpuDevice } from "../../../tf.ts";
import { orientationAt } from "../../../tracks/edgeStep.ts";
import { measureIterate } from "../../../tracks/gradientDescent.ts";
import { Overlays } from "../../../tracks/overlays.ts";
import { WASM_FILES } from "../../../wasmFiles.ts";
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
): Promise<Run> {
  const model = on === "webgpu" ? createFusedMlp(DESCRIPTION, DATASET) : exact;
  const plan = accelerationPlan(experiment, start, SCREEN_PRECISION);
  const acceleration = await model.accelerate?.(plan);
  const accelerator = acceleration?.accelerator ?? null;
  return Run.begin(model, experiment, start, {
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
  });
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

test("a run with all overlays goes through its edge as in float64, in whatever portions", async () => {
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
  // Most rows were replayed, on either side of the edge and at the second fourth derivative.
  const replayed = rows.filter((row) => seen.some(({ loss }) => loss === row.loss));
  expect(replayed.map((row) => row.step)).toEqual(expect.arrayContaining([2, 10, 11, 12, 15, 16]));
  const other = await beginRun(near, "webgpu");
  expect(await rowsOf(other, last, 3)).toEqual(rows);
  expect(other.annotations).toEqual(run.annotations);
  for (const each of [run, other]) each.dispose();
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

test("a full frame with one projection round is 49 dispatches, and 10 more at every tenth step", async () => {
  const { experiment, start } = await nearEdge(["constrained", "prediction"]);
  const { learningRate } = experiment;
  const iterate = await measureIterate(exactContext(), start, 2, null);
  const orientation = orientationAt(iterate);
  const context = { ...exactContext(), projectionRounds: 1 };
  const overlays = await Overlays.begin(
    context,
    experiment,
    iterate,
    learningRate,
    orientation,
    iterate.loss,
  );
  const plan = { eigenpairs: 2, projectionRounds: 1, parameters: start };
  const accelerator = (await accelerateRun(contextWith(), plan)).accelerator!;
  expect(accelerator.load(0, { iterate, overlays: overlays.state })).toBe(true);
  // The first row is still to be described: 4, and 10 for the fourth derivative.
  expect(await countDispatches(() => accelerator.advance(1, learningRate))).toBe(49 + 14);
  expect(await countDispatches(() => accelerator.advance(2, learningRate))).toBe(2 * 49);
  const { overlays: reached } = await accelerator.read();
  expect(reached!.age).toBe(3);
  expect(await countDispatches(() => accelerator.advance(7, learningRate))).toBe(7 * 49 + 10);
  accelerator.dispose();
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
