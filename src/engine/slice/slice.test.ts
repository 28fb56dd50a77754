import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { symmetricEigen } from "../../math/symmetricEigen.ts";
import { plusScaled } from "../../math/vector.ts";
import type { Row } from "../../protocol/columns.ts";
import type { Slice } from "../../protocol/slice.ts";
import { createFloat64Mlp } from "../backends/float64/float64Mlp.ts";
import { along, exactContext } from "../fixtures/context.ts";
import { beginRun, takeRows } from "../fixtures/rows.ts";
import { STRAIGHT, valleyModel, valleySharpness, type Valley } from "../fixtures/valley.ts";
import { goldenModel } from "../golden/comparison.ts";
import { goldenRun } from "../golden/runs.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { measureCenter } from "../tracks/center.ts";
import { project } from "../tracks/constrainedTrajectory.ts";
import { sliceAt, type SliceCenter } from "./slice.ts";

const NOWHERE = { x: 0, y: 0 };

async function completed(work: AsyncGenerator<void, Slice, void>): Promise<Slice> {
  for (;;) {
    const next = await work.next();
    if (next.done === true) return next.value;
  }
}

async function valleyCenter(valley: Valley, at: [number, number, number]): Promise<SliceCenter> {
  const context = exactContext(valleyModel(valley));
  const orientation = along(Float64Array.of(1, 0, 0));
  return measureCenter(context, Float64Array.from(at), orientation, context.tolerance);
}

describe("in a valley known by hand", () => {
  const valley = { ...STRAIGHT, zeta: 0.3, quartic: 2, epsilon: 0.02 };
  const model = valleyModel(valley);

  test("the loss along u and its slope are those of the valley's wall", async () => {
    const center = await valleyCenter(valley, [0, 4, 0]);
    const slice = await completed(sliceAt(model, 17, center, NOWHERE));
    const { offsets, losses, slopes } = slice.alongU;
    expect(slice.step).toBe(17);
    expect(offsets).toHaveLength(21);
    expect(offsets.at(-1)).toBeCloseTo(5 * Math.sqrt(0.04), 12);
    expect(offsets[0]).toBe(-offsets.at(-1)!);
    for (const [i, s] of offsets.entries()) {
      const wall = 1 + 2 * s ** 2 + 0.15 * s ** 3 + s ** 4 / 12 - 0.08;
      expect(losses[i]).toBeCloseTo(wall, 10);
      expect(slopes[i]).toBeCloseTo(4 * s + 0.45 * s ** 2 + s ** 3 / 3, 10);
    }
    expect(slice).toMatchObject({ alpha: center.alpha, beta: center.beta, delta: center.delta });
    expect(slice.sharpness).toBeCloseTo(4, 10);
    expect(slice.sharpnessSlope).toBeCloseTo(0.9, 10);
    expect(slice.slope).toBeCloseTo(0, 12);
  });

  test("the sharpness along ∇S⊥ = (0, 1, 0) rises with the line S + βw", async () => {
    const slice = await completed(
      sliceAt(model, 0, await valleyCenter(valley, [0, 4, 0]), NOWHERE),
    );
    const { offsets, sharpnesses } = slice.alongSharpness;
    expect(offsets).toHaveLength(9);
    expect(offsets.at(-1)).toBeCloseTo(2 * Math.sqrt(0.02), 12);
    for (const [i, w] of offsets.entries()) expect(sharpnesses[i]).toBeCloseTo(4 + w, 8);
  });

  test("another pair that comes to lead is the sharpness from there on", async () => {
    const stiff = { ...STRAIGHT, stiffness: 3.9 };
    const center = await valleyCenter(stiff, [0, 4, 0]);
    const slice = await completed(sliceAt(valleyModel(stiff), 0, center, { x: 0, y: 0.4 }));
    for (const [i, w] of slice.alongSharpness.offsets.entries()) {
      expect(slice.alongSharpness.sharpnesses[i]).toBeCloseTo(
        valleySharpness(stiff, Float64Array.of(0, 4 + w, 0)),
        6,
      );
    }
    expect(Math.min(...slice.alongSharpness.sharpnesses)).toBeCloseTo(3.9, 6);
  });

  test("reaches beyond where the run has lately been", async () => {
    const center = await valleyCenter(valley, [0, 4, 0]);
    const slice = await completed(sliceAt(model, 0, center, { x: 2, y: 1.5 }));
    expect(slice.alongU.offsets.at(-1)).toBeCloseTo(3, 12);
    expect(slice.alongSharpness.offsets.at(-1)! * slice.beta).toBeCloseTo(2.25, 9);
  });

  test("is finite where α ≤ 0 and the run stands on θ†", async () => {
    const falling = { ...STRAIGHT, epsilon: -0.01 };
    const center = await valleyCenter(falling, [0, 4, 0]);
    expect(center.delta).toBe(0);
    const slice = await completed(sliceAt(valleyModel(falling), 0, center, NOWHERE));
    const all = Object.values({ ...slice.alongU, ...slice.alongSharpness }).flat();
    expect(all.every(Number.isFinite)).toBe(true);
    expect(slice.alongU.offsets.at(-1)).toBeGreaterThan(0);
    expect(slice.alongSharpness.offsets.at(-1)).toBeGreaterThan(0);
  });

  test("says NaN where the loss overflows, and measures the rest", async () => {
    const cliff: TaylorModel = {
      ...model,
      async expandAt(parameters) {
        const point = await model.expandAt(parameters);
        const isOver = parameters[0]! > 0.5 || parameters[1]! > 4.1;
        if (!isOver) return point;
        const hessianProducts = (directions: readonly Float64Array[]) =>
          Promise.resolve(directions.map((v) => v.map(() => Infinity)));
        return { ...point, loss: Infinity, hessianProducts };
      },
    };
    const center = await valleyCenter(valley, [0, 4, 0]);
    const { alongU, alongSharpness } = await completed(sliceAt(cliff, 0, center, NOWHERE));
    for (const [i, s] of alongU.offsets.entries()) {
      expect(Number.isNaN(alongU.losses[i])).toBe(s > 0.5);
      expect(Number.isNaN(alongU.slopes[i])).toBe(s > 0.5);
    }
    for (const [i, w] of alongSharpness.offsets.entries()) {
      expect(Number.isNaN(alongSharpness.sharpnesses[i])).toBe(4 + w > 4.1);
    }
  });
});

describe("of a small network at its golden edge", () => {
  const golden = goldenRun("cheb3_tanh_w16_kick");
  const model = goldenModel(createFloat64Mlp, golden);

  async function edgeSlice() {
    const context = exactContext(model);
    const start = golden.startParameters;
    const orientation = { topEigenvector: start, history: [] };
    const eta = golden.experiment.learningRate;
    const center = await project(context, start, eta, orientation);
    return { center, slice: await completed(sliceAt(model, 0, center, NOWHERE)) };
  }

  /** Mean squared error of a 1–16–1 tanh network, written out: no code of the engine. */
  function loss(theta: Float64Array): number {
    const { inputs, targets, samples } = golden.dataset;
    const width = golden.description.sizes[1]!;
    let sum = 0;
    for (let n = 0; n < samples; n++) {
      let output = theta[3 * width]!;
      for (let j = 0; j < width; j++) {
        output += theta[2 * width + j]! * Math.tanh(theta[j]! * inputs[n]! + theta[width + j]!);
      }
      sum += (output - targets[n]!) ** 2;
    }
    return sum / samples;
  }

  /** λ₁ of the dense Hessian, by central differences of gradients. */
  async function denseSharpness(theta: Float64Array): Promise<number> {
    const d = theta.length;
    const h = 1e-5;
    const hessian = new Float64Array(d * d);
    for (let i = 0; i < d; i++) {
      for (const side of [-1, 1]) {
        const moved = theta.slice();
        moved[i]! += side * h;
        const point = await model.expandAt(moved);
        for (let j = 0; j < d; j++) {
          const share = (side * point.gradient[j]!) / (4 * h);
          hessian[i * d + j]! += share;
          hessian[j * d + i]! += share;
        }
        point.dispose();
      }
    }
    return symmetricEigen(hessian, d).values[0]!;
  }

  test("losses are those of the network, Taylor coefficients their differences", async () => {
    const { center, slice } = await edgeSlice();
    const at = (s: number) => loss(plusScaled(center.parameters, s, center.topEigenvector));
    for (const [i, s] of slice.alongU.offsets.entries()) {
      expect(slice.alongU.losses[i]! / at(s)).toBeCloseTo(1, 12);
      const difference = (at(s + 1e-5) - at(s - 1e-5)) / 2e-5;
      expect(slice.alongU.slopes[i]).toBeCloseTo(difference, 7);
    }
    expect(slice.loss / golden.dagger.loss[0]!).toBeCloseTo(1, 7);
    expect(slice.delta / golden.dagger.delta[0]!).toBeCloseTo(1, 5);
    const h = 1e-3;
    expect(slice.slope).toBeCloseTo((at(h) - at(-h)) / (2 * h), 4);
    expect(slice.sharpness).toBeCloseTo((at(h) - 2 * at(0) + at(-h)) / h ** 2, 3);
    const third = (at(2 * h) - 2 * at(h) + 2 * at(-h) - at(-2 * h)) / (2 * h ** 3);
    expect(slice.sharpnessSlope / third).toBeCloseTo(1, 2);
    expect(Math.abs(slice.sharpnessSlope / golden.dagger.udS[0]!)).toBeCloseTo(1, 3);
  });

  test("sharpness along ∇S⊥ is λ₁ of the dense Hessian, about the line S + βw", async () => {
    const { center, slice } = await edgeSlice();
    const { offsets, sharpnesses } = slice.alongSharpness;
    for (const [i, w] of offsets.entries()) {
      const dense = await denseSharpness(plusScaled(center.parameters, w, center.perpendicular));
      expect(sharpnesses[i]! / dense).toBeCloseTo(1, 5);
    }
    const slope = (sharpnesses[5]! - sharpnesses[3]!) / (offsets[5]! - offsets[3]!);
    expect(slope / slice.beta).toBeCloseTo(1, 2);
    expect(sharpnesses[0]).toBeLessThan(slice.sharpness);
    expect(sharpnesses[8]).toBeGreaterThan(slice.sharpness);
  });

  test("is of the last row's θ†, and no row depends on it", async () => {
    const start = golden.initialParameters;
    const options = { startAt: golden.startParameters };
    const begin = () => beginRun(model, start, golden.experiment, options);
    const expected = await takeRows(await begin(), 12);
    const pieces = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(pieces, async (counts) => {
        const run = await begin();
        expect(await run.slice(NOWHERE)).toBeNull();
        const rows: Row[] = [];
        let work: AsyncGenerator<void, Slice, void> | null = null;
        for (const count of counts) {
          rows.push(await run.next());
          for (let i = 0; i < count; i++) {
            work ??= await run.slice({ x: 0.1, y: 0.1 });
            const next = await work!.next();
            if (next.done !== true) continue;
            work = null;
            const { step, loss: atCenter } = next.value;
            expect(step).toBeLessThan(rows.length);
            expect(atCenter).toBe(rows[step]!.constrainedLoss);
          }
        }
        expect(rows).toEqual(expected);
      }),
      { numRuns: 6 },
    );
  });

  test("there is none before the edge", async () => {
    const run = await beginRun(model, golden.initialParameters, golden.experiment);
    await run.next();
    expect(await run.slice(NOWHERE)).toBeNull();
  });
});
