/** Replayed frames on the software adapter, where each takes tens of milliseconds: few steps. */
import { beforeAll, expect, test } from "vitest";
import { randomStream } from "../../../../math/random.ts";
import { distance } from "../../../../math/vector.ts";
import type { Experiment } from "../../../../model/experiment.ts";
import { defaultExperiment } from "../../../../model/parseExperiment.ts";
import type { Row } from "../../../../protocol/columns.ts";
import { datasetOf } from "../../../golden/points.ts";
import { SCREEN_PRECISION, TRACE_PRECISION } from "../../../precisions.ts";
import { Run } from "../../../run.ts";
import type { MlpDescription } from "../../../taylor/mlp.ts";
import { tf, webgpuDevice } from "../../../tf.ts";
import { descend, measureIterate, type Iterate } from "../../../tracks/gradientDescent.ts";
import { WASM_FILES } from "../../../wasmFiles.ts";
import { createFloat64Mlp } from "../../float64/float64Mlp.ts";
import { openBackend } from "../../openBackend.ts";
import { createFusedContext } from "../fusedContext.ts";
import { createFusedMlp } from "../fusedMlp.ts";
import { countDispatches } from "../fixtures/countDispatches.ts";
import { accelerateDescent } from "./acceleratedDescent.ts";
import { recordFrame } from "./recording.ts";

const DESCRIPTION: MlpDescription = {
  sizes: [1, 8, 6, 1],
  bias: true,
  activation: "tanh",
  loss: "mse",
};
/** T₃ at twelve points. */
const INPUTS = Array.from({ length: 12 }, (_, i) => [-1 + (2 * i) / 11]);
const DATASET = datasetOf(
  INPUTS,
  INPUTS.map(([x = 0]) => [4 * x ** 3 - 3 * x]),
);
const LEARNING_RATE = 0.05;

const errors: string[] = [];
const exact = createFloat64Mlp(DESCRIPTION, DATASET);
const exactContext = () => ({
  model: exact,
  random: randomStream(1).normal,
  ...TRACE_PRECISION.float64,
});
const contextWith = (largestState = 2 ** 24) =>
  createFusedContext(DESCRIPTION, DATASET, largestState);
let theta: Float64Array;
/** θ₀ and the seven iterates after it, in float64. */
let iterates: Iterate[];

beforeAll(async () => {
  await openBackend("webgpu", WASM_FILES);
  webgpuDevice()!.addEventListener("uncapturederror", ({ error }) => errors.push(error.message));
  const { normal } = randomStream(3);
  theta = Float64Array.from({ length: exact.parameterCount }, () => 0.6 * normal());
  iterates = [await measureIterate(exactContext(), theta, 2, null)];
  while (iterates.length < 8) {
    const last = iterates.at(-1)!;
    const next = descend(last, LEARNING_RATE);
    iterates.push(await measureIterate(exactContext(), next, 2, last));
  }
});

async function openAccelerator(eigenpairs = 2) {
  const plan = { eigenpairs, parameters: theta };
  const { accelerator, remark } = await accelerateDescent(contextWith(), plan);
  expect(remark).toContain("same bits");
  return accelerator!;
}

test("seven steps follow the float64 engine, six eigenvalues or two", async () => {
  for (const eigenpairs of [2, 6]) {
    const accelerator = await openAccelerator(eigenpairs);
    let last = await measureIterate(exactContext(), theta, eigenpairs, null);
    expect(accelerator.load(0, last)).toBe(true);
    for (const step of await accelerator.advance(7, LEARNING_RATE)) {
      const next = descend(last, LEARNING_RATE);
      last = await measureIterate(exactContext(), next, eigenpairs, last);
      expect(Math.abs(step.loss / last.loss - 1)).toBeLessThan(1e-5);
      expect(step.eigenvalues).toHaveLength(eigenpairs);
      const [first, second] = step.eigenvalues.map((value, i) => value / last.eigen.values[i]! - 1);
      expect(Math.abs(first!)).toBeLessThan(1e-5);
      expect(Math.abs(second!)).toBeLessThan(1e-3);
      expect(step.residuals[0]).toBeLessThan(1e-3);
    }
    const reached = await accelerator.read();
    expect(distance(reached.parameters, last.parameters)).toBeLessThan(1e-5);
    expect(distance(reached.gradient, last.gradient)).toBeLessThan(1e-4);
    accelerator.dispose();
  }
});

test("going back and on again, slice by slice or at once, gives the same bits", async () => {
  const [a, b] = [await openAccelerator(), await openAccelerator()];
  for (const accelerator of [a, b]) accelerator.load(0, iterates[0]!);
  const whole = await a.advance(6, LEARNING_RATE);
  const parts = await b.advance(2, LEARNING_RATE);
  parts.push(...(await b.advance(4, LEARNING_RATE)));
  expect(parts).toEqual(whole);
  b.rewind(1);
  // Two steps of the first slice, and one of the second.
  expect(await b.advance(1, LEARNING_RATE)).toEqual([whole[3]]);
  a.rewind(4);
  const { eigen, ...iterate } = await a.read();
  expect(await b.read()).toMatchObject(iterate);
  expect((await b.read()).eigen.values).toEqual(eigen.values);
  expect(iterate.history).toHaveLength(3);
  for (const accelerator of [a, b]) accelerator.dispose();
});

test("an iterate comes back as it was loaded, in single precision", async () => {
  const accelerator = await openAccelerator();
  const loaded = iterates[5]!;
  accelerator.load(5, loaded);
  const back = await accelerator.read();
  const single = (v: Float64Array) => new Float64Array(new Float32Array(v));
  expect(back.parameters).toEqual(single(loaded.parameters));
  expect(back.gradient).toEqual(single(loaded.gradient));
  expect(back.history[0]!.vectors).toEqual(loaded.history[0]!.vectors.map(single));
  expect(back.history[0]!.parameters).toEqual(single(loaded.history[0]!.parameters));
  expect(back.eigen.values).toEqual(loaded.eigen.values);
  accelerator.dispose();
});

test("another η needs no other recording", async () => {
  const accelerator = await openAccelerator();
  accelerator.load(0, iterates[0]!);
  await accelerator.advance(1, LEARNING_RATE);
  const [step] = await accelerator.advance(1, 2 * LEARNING_RATE);
  const next = descend(iterates[1]!, 2 * LEARNING_RATE);
  const expected = await measureIterate(exactContext(), next, 1, iterates[1]!);
  expect(Math.abs(step!.loss / expected.loss - 1)).toBeLessThan(1e-5);
  accelerator.dispose();
});

test("a step is twelve dispatches", async () => {
  const accelerator = await openAccelerator();
  accelerator.load(0, iterates[0]!);
  expect(await countDispatches(() => accelerator.advance(3, LEARNING_RATE))).toBe(36);
  accelerator.dispose();
});

test("a recording that leaves out, repeats or distorts a dispatch is found out", async () => {
  const plan = { eigenpairs: 2, parameters: theta };
  const faults: ((recording: ReturnType<typeof recordFrame>) => typeof recording)[] = [
    (recording) => recording.filter((_, i) => i !== 5),
    (recording) => recording.map((each, i) => (i === 8 ? recording[5]! : each)),
    (recording) =>
      recording.map((each, i) => (i === 1 ? { ...each, workgroups: [1, 1, 1] } : each)),
  ];
  for (const fault of faults) {
    const before = tf.memory().numTensors;
    const context = contextWith();
    const record: typeof recordFrame = (calls) => fault(recordFrame(calls));
    const { accelerator, remark } = await accelerateDescent(context, plan, record);
    expect(accelerator).toBeNull();
    expect(remark).toMatch(/^Steps are issued one by one: .* other bits .*\.$/);
    tf.dispose(context.shared);
    expect(tf.memory().numTensors).toBe(before);
  }
});

test("a network too large for one workgroup's vectors is left to the ordinary path", async () => {
  const context = contextWith(1000);
  const { accelerator, remark } = await accelerateDescent(context, {
    eigenpairs: 2,
    parameters: theta,
  });
  expect(accelerator).toBeNull();
  expect(remark).toContain("too large");
  tf.dispose(context.shared);
});

test("slices leave nothing behind, and disposing frees everything", async () => {
  const start = tf.memory().numTensors;
  const context = contextWith();
  const plan = { eigenpairs: 2, parameters: theta };
  const accelerator = (await accelerateDescent(context, plan)).accelerator!;
  accelerator.load(0, iterates[0]!);
  await accelerator.advance(1, LEARNING_RATE);
  const before = tf.memory();
  for (let i = 0; i < 5; i++) {
    await accelerator.advance(1, LEARNING_RATE);
    accelerator.rewind(0);
    await accelerator.read();
  }
  expect(tf.memory()).toEqual(before);
  accelerator.dispose();
  tf.dispose(context.shared);
  expect(tf.memory().numTensors).toBe(start);
});

test("a run on WebGPU goes through its edge as in float64, alike in whatever portions", async () => {
  const sharpness = iterates[0]!.eigen.values[0]!;
  const experiment: Experiment = {
    ...defaultExperiment(),
    // S rises from here, and reaches the line within a few steps.
    learningRate: 2 / (1.06 * sharpness),
    nudge: 0.5,
    overlays: ["constrained"],
  };
  const last = 14;
  const begin = async (accelerate: boolean) => {
    const model = accelerate ? createFusedMlp(DESCRIPTION, DATASET) : exact;
    const acceleration = await model.accelerate?.({ eigenpairs: 2, parameters: theta });
    return Run.begin(model, experiment, theta, {
      precision: SCREEN_PRECISION,
      accelerator: acceleration?.accelerator ?? null,
    });
  };
  const rowsOf = async (run: Run, portion: number) => {
    const rows: Row[] = [];
    while (rows.length <= last) rows.push(...(await run.nextRows(portion)));
    run.dispose();
    return rows.slice(0, last + 1);
  };
  const reference = await begin(false);
  const expected = await rowsOf(reference, 1);
  const run = await begin(true);
  const rows = await rowsOf(run, 1000);
  expect(reference.annotations.edgeSteps).toHaveLength(1);
  expect(run.annotations.edgeSteps).toEqual(reference.annotations.edgeSteps);
  for (const [t, row] of rows.entries()) {
    const { loss, sharpness: s, eigenvalue2 } = expected[t]!;
    expect(Math.abs(row.loss / loss - 1), `loss at ${t}`).toBeLessThan(1e-4);
    expect(Math.abs(row.sharpness / s - 1), `sharpness at ${t}`).toBeLessThan(1e-5);
    expect(Math.abs(row.eigenvalue2 / eigenvalue2 - 1), `λ₂ at ${t}`).toBeLessThan(1e-3);
  }
  expect(await rowsOf(await begin(true), 2)).toEqual(rows);
});

// Last, when all programs have run: a validation error is reported only to who listens.
test("the device has reported no error", async () => {
  await (webgpuDevice() as unknown as GPUDevice).queue.onSubmittedWorkDone();
  expect(errors).toEqual([]);
});
