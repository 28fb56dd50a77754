/** Replayed gradient descent on the software adapter, where a step takes tens of milliseconds. */
import { beforeAll, expect, test } from "vitest";
import { distance } from "../../../../math/vector.ts";
import type { RunState } from "../../../accelerator.ts";
import { tf, webgpuDevice } from "../../../tf.ts";
import { descend } from "../../../stepRules/gradientDescent.ts";
import { measureIterate, type Iterate } from "../../../tracks/gradientDescent.ts";
import { WASM_FILES } from "../../../wasmFiles.ts";
import { openBackend } from "../../openBackend.ts";
import { createFusedContext } from "../fusedContext.ts";
import { countDispatches } from "../fixtures/countDispatches.ts";
import { arbitraryPoint, DATASET, DESCRIPTION, exactContext } from "../fixtures/smallProblem.ts";
import { accelerateRun } from "./acceleratedRun.ts";
import { record } from "./recording.ts";

const LEARNING_RATE = 0.05;

const errors: string[] = [];
const contextWith = (largestState = 2 ** 24) =>
  createFusedContext(DESCRIPTION, DATASET, largestState);
let theta: Float64Array;
/** θ₀ and the seven iterates after it, in float64. */
let iterates: Iterate[];

beforeAll(async () => {
  await openBackend("webgpu", WASM_FILES);
  webgpuDevice()!.addEventListener("uncapturederror", ({ error }) => errors.push(error.message));
  theta = arbitraryPoint(3);
  iterates = [await measureIterate(exactContext(), theta, 2, null)];
  while (iterates.length < 8) {
    const last = iterates.at(-1)!;
    const next = descend(last, LEARNING_RATE);
    iterates.push(await measureIterate(exactContext(), next, 2, last));
  }
});

const alone = (iterate: Iterate): RunState => ({ iterate, overlays: null });

async function openAccelerator(eigenpairs = 2) {
  const plan = { eigenpairs, projectionRounds: null, parameters: theta };
  const { accelerator, remark } = await accelerateRun(contextWith(), plan);
  expect(remark).toContain("same bits");
  return accelerator!;
}

test("seven steps follow the float64 engine, six eigenvalues or two", async () => {
  for (const eigenpairs of [2, 6]) {
    const accelerator = await openAccelerator(eigenpairs);
    let last = await measureIterate(exactContext(), theta, eigenpairs, null);
    expect(accelerator.load(0, alone(last))).toBe(true);
    for (const step of (await accelerator.advance(7, LEARNING_RATE)).slice(1)) {
      const next = descend(last, LEARNING_RATE);
      last = await measureIterate(exactContext(), next, eigenpairs, last);
      expect(Math.abs(step.loss / last.loss - 1)).toBeLessThan(1e-5);
      expect(step.eigenvalues).toHaveLength(eigenpairs);
      const [first, second] = step.eigenvalues.map((value, i) => value / last.eigen.values[i]! - 1);
      expect(Math.abs(first!)).toBeLessThan(1e-5);
      expect(Math.abs(second!)).toBeLessThan(1e-3);
      expect(step.residuals[0]).toBeLessThan(1e-3);
    }
    const { iterate: reached } = await accelerator.read();
    expect(distance(reached.parameters, last.parameters)).toBeLessThan(1e-5);
    expect(distance(reached.gradient, last.gradient)).toBeLessThan(1e-4);
    accelerator.dispose();
  }
});

test("going back and on again, slice by slice or at once, gives the same bits", async () => {
  const [a, b] = [await openAccelerator(), await openAccelerator()];
  for (const accelerator of [a, b]) accelerator.load(0, alone(iterates[0]!));
  const whole = await a.advance(6, LEARNING_RATE);
  const parts = await b.advance(2, LEARNING_RATE);
  parts.push(...(await b.advance(4, LEARNING_RATE)).slice(1));
  expect(parts).toEqual(whole);
  b.rewind(1);
  // Two steps of the first slice, and one of the second.
  expect(await b.advance(1, LEARNING_RATE)).toEqual(whole.slice(3, 5));
  a.rewind(4);
  const [left, right] = [await a.read(), await b.read()];
  const { eigen, ...iterate } = left.iterate;
  expect(right.iterate).toMatchObject(iterate);
  expect(right.iterate.eigen.values).toEqual(eigen.values);
  expect(iterate.history).toHaveLength(3);
  for (const accelerator of [a, b]) accelerator.dispose();
});

test("an iterate comes back as it was loaded, in single precision", async () => {
  const accelerator = await openAccelerator();
  const loaded = iterates[5]!;
  accelerator.load(5, alone(loaded));
  const { iterate: back } = await accelerator.read();
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
  accelerator.load(0, alone(iterates[0]!));
  await accelerator.advance(1, LEARNING_RATE);
  const [, step] = await accelerator.advance(1, 2 * LEARNING_RATE);
  const next = descend(iterates[1]!, 2 * LEARNING_RATE);
  const expected = await measureIterate(exactContext(), next, 1, iterates[1]!);
  expect(Math.abs(step!.loss / expected.loss - 1)).toBeLessThan(1e-5);
  accelerator.dispose();
});

test("a step is fifteen dispatches", async () => {
  const accelerator = await openAccelerator();
  accelerator.load(0, alone(iterates[0]!));
  expect(await countDispatches(() => accelerator.advance(3, LEARNING_RATE))).toBe(45);
  accelerator.dispose();
});

test("a recording that leaves out, repeats or distorts a dispatch is found out", async () => {
  const plan = { eigenpairs: 2, projectionRounds: null, parameters: theta };
  const faults: ((recording: ReturnType<typeof record>) => typeof recording)[] = [
    (recording) => recording.filter((_, i) => i !== 5),
    (recording) => recording.map((each, i) => (i === 8 ? recording[5]! : each)),
    (recording) =>
      recording.map((each, i) => (i === 1 ? { ...each, workgroups: [1, 1, 1] } : each)),
  ];
  for (const fault of faults) {
    const before = tf.memory().numTensors;
    const context = contextWith();
    const note: typeof record = (calls) => fault(record(calls));
    const { accelerator, remark } = await accelerateRun(context, plan, note);
    expect(accelerator).toBeNull();
    expect(remark).toMatch(/^Steps are issued one by one: .* other bits .*\.$/);
    tf.dispose(context.shared);
    expect(tf.memory().numTensors).toBe(before);
  }
});

test("a network too large for one workgroup's vectors is left to the ordinary path", async () => {
  const context = contextWith(1000);
  const { accelerator, remark } = await accelerateRun(context, {
    eigenpairs: 2,
    projectionRounds: null,
    parameters: theta,
  });
  expect(accelerator).toBeNull();
  expect(remark).toContain("too large");
  tf.dispose(context.shared);
});

test("slices leave nothing behind, and disposing frees everything", async () => {
  const start = tf.memory().numTensors;
  const context = contextWith();
  const plan = { eigenpairs: 2, projectionRounds: null, parameters: theta };
  const accelerator = (await accelerateRun(context, plan)).accelerator!;
  accelerator.load(0, alone(iterates[0]!));
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

// Last, when all programs have run: a validation error is reported only to who listens.
test("the device has reported no error", async () => {
  await (webgpuDevice() as unknown as GPUDevice).queue.onSubmittedWorkDone();
  expect(errors).toEqual([]);
});
