/** A run with an accelerator: the rows it would have given without, in whatever portions. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Experiment } from "../model/experiment.ts";
import type { Row } from "../protocol/columns.ts";
import { beginRun } from "./fixtures/rows.ts";
import {
  replayingAccelerator,
  type ReplayingAccelerator,
} from "./fixtures/replayingAccelerator.ts";
import { STRAIGHT, valleyModel } from "./fixtures/valley.ts";
import type { Run } from "./run.ts";

/** S = y rises by ηε a step from just below the edge 2/η = 4. */
const ETA = 0.5;
const START = Float64Array.of(0.003, 3.9, 0.01);
const model = () => valleyModel({ ...STRAIGHT, zeta: 0.1 });
const EXPERIMENT: Partial<Experiment> = { learningRate: ETA, overlays: ["constrained"] };

interface Accelerated {
  run: Run;
  accelerator: ReplayingAccelerator;
}

async function accelerated(
  experiment: Partial<Experiment>,
  sliceLength = 7,
  isUnconverged?: (step: number) => boolean,
): Promise<Accelerated> {
  const accelerator = replayingAccelerator(model(), 2, sliceLength, isUnconverged);
  return { run: await beginRun(model(), START, experiment, { accelerator }), accelerator };
}

const ordinary = (experiment: Partial<Experiment>) => beginRun(model(), START, experiment);

/** Rows up to `last`, asked for in portions of these sizes, again and again. */
async function rowsUpTo(run: Run, last: number, portions: readonly number[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (let i = 0; rows.length <= last && !run.isDiverged; i++) {
    const limit = Math.min(portions[i % portions.length]!, last + 1 - rows.length);
    const portion = await run.nextRows(limit);
    expect(portion.length).toBeGreaterThan(0);
    expect(portion.length).toBeLessThanOrEqual(limit);
    rows.push(...portion);
  }
  return rows;
}

/** Entries of `rows` that are not those of `expected`; of residuals, those that are not small. */
function differences(rows: readonly Row[], expected: readonly Row[]): string[] {
  return expected.flatMap((reference, t) =>
    Object.entries(reference)
      .filter(([name, value]) => {
        const got = rows[t]?.[name as keyof Row] ?? Infinity;
        if (Number.isNaN(value)) return !Number.isNaN(got);
        if (name === "sharpnessResidual") return !(got < 1e-8);
        return !(Math.abs(got - value) < 1e-7 * Math.max(1, Math.abs(value)));
      })
      .map(([name]) => `${name} at ${t}`),
  );
}

test("the rows of an ordinary run, through the edge step, most of them accelerated before it", async () => {
  const { run, accelerator } = await accelerated({ ...EXPERIMENT, learningRate: 0.48 }, 16);
  const reference = await ordinary({ ...EXPERIMENT, learningRate: 0.48 });
  const rows = await rowsUpTo(run, 60, [1000]);
  expect(differences(rows, await rowsUpTo(reference, 60, [1]))).toEqual([]);
  expect(run.annotations).toEqual(reference.annotations);
  expect(run.annotations.edgeSteps).toHaveLength(1);
  expect(accelerator.computed).toBeGreaterThan(10);
});

test("looking at the state for a slice leaves it where it is", async () => {
  const experiment = { ...EXPERIMENT, learningRate: 0.48 };
  const [looked, plain] = [await accelerated(experiment, 16), await accelerated(experiment, 16)];
  const rows: Row[] = [];
  const steps: number[] = [];
  while (rows.length <= 60) {
    rows.push(...(await looked.run.nextRows(5)));
    const work = await looked.run.slice({ x: 0, y: 0 });
    for (let next = await work?.next(); next !== undefined; next = await work?.next()) {
      if (next.done !== true) continue;
      steps.push(next.value.step - rows.length + 1);
      break;
    }
  }
  expect(rows).toEqual(await rowsUpTo(plain.run, rows.length - 1, [5]));
  expect(looked.accelerator.computed).toBe(plain.accelerator.computed);
  // This accelerator carries no θ†: past the edge it is the processor's, of the last row.
  expect(steps.length).toBeGreaterThan(2);
  expect(new Set(steps)).toEqual(new Set([0]));
});

test("an η change planned or wished for begins at its step, with the state it has there", async () => {
  const changed = { ...EXPERIMENT, learningRateChanges: [{ step: 9, learningRate: 0.3 }] };
  const { run } = await accelerated(changed);
  const reference = await ordinary(changed);
  const rows = await rowsUpTo(run, 14, [1000]);
  run.setLearningRate(0.2);
  rows.push(...(await rowsUpTo(run, 9, [4])));
  const expected = await rowsUpTo(reference, 14, [1]);
  reference.setLearningRate(0.2);
  expected.push(...(await rowsUpTo(reference, 9, [1])));
  expect(differences(rows, expected)).toEqual([]);
  expect(rows.map((row) => row.learningRate)).toEqual([
    ...Array.from({ length: 9 }, () => ETA),
    ...Array.from({ length: 6 }, () => 0.3),
    ...Array.from({ length: 10 }, () => 0.2),
  ]);
});

test("a divergence inside a slice ends the run at the step before it", async () => {
  const steep = { learningRate: 6, overlays: [] };
  const { run } = await accelerated(steep, 30);
  const reference = await ordinary(steep);
  const rows = await rowsUpTo(run, 60, [1000]);
  const expected = await rowsUpTo(reference, 60, [1]);
  expect(reference.isDiverged).toBe(true);
  expect(run.isDiverged).toBe(true);
  expect(rows.map((row) => row.step)).toEqual(expected.map((row) => row.step));
});

test("a step whose eigenpairs have not converged is measured by the processor", async () => {
  const spoilt = new Set([3, 4, 11]);
  const plain = { learningRate: 0.1, overlays: [] };
  const { run, accelerator } = await accelerated(plain, 8, (step) => spoilt.has(step));
  const rows = await rowsUpTo(run, 40, [1000]);
  expect(differences(rows, await rowsUpTo(await ordinary(plain), 40, [1]))).toEqual([]);
  // No row shows the residual that was reported.
  expect(Math.max(...rows.map((row) => row.sharpnessResidual))).toBeLessThan(1e-8);
  expect(accelerator.computed).toBeGreaterThan(30);
});

test("where no step converges, the accelerator is asked less and less", async () => {
  const plain = { learningRate: 0.01, overlays: [] };
  const { run, accelerator } = await accelerated(plain, 1, () => true);
  await rowsUpTo(run, 200, [1000]);
  expect(accelerator.computed).toBeLessThan(12);
});

test("the same rows to the last bit in whatever portions and slices they come", async () => {
  const isUnconverged = (step: number) => step % 13 === 5;
  const whole = await accelerated(EXPERIMENT, 7, isUnconverged);
  const expected = await rowsUpTo(whole.run, 40, [1000]);
  expect(whole.run.annotations.edgeSteps).toHaveLength(1);
  const portion = fc.integer({ min: 1, max: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(portion, { minLength: 1, maxLength: 6 }),
      portion,
      async (portions, sliceLength) => {
        const { run } = await accelerated(EXPERIMENT, sliceLength, isUnconverged);
        expect(await rowsUpTo(run, 40, portions)).toEqual(expected);
        expect(run.annotations).toEqual(whole.run.annotations);
      },
    ),
    { numRuns: 30 },
  );
});

test("once settled, the run knows the parameters that were computed elsewhere", async () => {
  const { run } = await accelerated({ learningRate: 0.1, overlays: [] });
  const reference = await ordinary({ learningRate: 0.1, overlays: [] });
  await rowsUpTo(run, 9, [1000]);
  await rowsUpTo(reference, 9, [1]);
  await run.settle();
  expect(run.step).toBe(10);
  for (const [i, value] of run.parameters.entries()) {
    expect(value).toBeCloseTo(reference.parameters[i]!, 12);
  }
});

test("the run disposes its accelerator", async () => {
  const { run, accelerator } = await accelerated(EXPERIMENT);
  run.dispose();
  expect(accelerator.isDisposed).toBe(true);
});
