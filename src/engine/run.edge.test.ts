import { describe, expect, test } from "vitest";
import { difference, distance, norm } from "../math/vector.ts";
import { createFloat64Mlp } from "./backends/float64/float64Mlp.ts";
import { beginRun, OVERLAY_COLUMNS, takeRows } from "./fixtures/rows.ts";
import { STRAIGHT, valleyModel } from "./fixtures/valley.ts";
import { valleyDescent } from "./fixtures/valleyDescent.ts";
import { goldenModel } from "./golden/comparison.ts";
import { goldenRun } from "./golden/runs.ts";

// In the straight valley with η = 0.1: 2/η = 20, y rises by ηε = 0.001 a step, δ = √(2ε) = 0.1414.
const ETA = 0.1;
const EPSILON = STRAIGHT.epsilon;
const DELTA = Math.sqrt(2 * EPSILON);
/** The midpoint y₀ + 0.001(t + ½) reaches 20 at t = 6. */
const START = Float64Array.of(0, 19.9938, 0.5);
const EDGE = 6;
const model = valleyModel(STRAIGHT);

describe("the edge step", () => {
  test("is the first step whose midpoint sharpness reaches 2/η", async () => {
    const run = await beginRun(model, START, { learningRate: ETA });
    const rows = await takeRows(run, 12);
    expect(run.annotations.edgeSteps).toEqual([EDGE]);
    // S itself is still below the line there: the midpoint decides.
    expect(rows[EDGE]!.sharpness).toBeCloseTo(19.9998, 9);
    for (const [t, row] of rows.entries()) {
      expect(row.sharpness).toBeCloseTo(19.9938 + 0.001 * t, 9);
      for (const name of OVERLAY_COLUMNS) {
        expect(Number.isFinite(row[name]), `${name} at ${t}`).toBe(t >= EDGE);
      }
    }
  });

  test("is told by the midpoint even where the walls are softer than the floor", async () => {
    // S = y + ½qx²: 19.88 at both ends of the step, 20.005 in between.
    const softer = valleyModel({ ...STRAIGHT, quartic: -100 });
    const start = Float64Array.of(0.05, 20.005, 0);
    const run = await beginRun(softer, start, { learningRate: ETA });
    const [first, second] = await takeRows(run, 2);
    expect(Math.max(first!.sharpness, second!.sharpness)).toBeLessThan(19.9);
    expect(run.annotations.edgeSteps).toEqual([0]);
  });

  test("may be step 0, when the start is at or above the line", async () => {
    const run = await beginRun(model, Float64Array.of(0, 20.3, 0), { learningRate: ETA });
    await takeRows(run, 3);
    expect(run.annotations.edgeSteps).toEqual([0]);
  });

  test("does not happen below, nor without overlays and nudge", async () => {
    const below = await beginRun(model, Float64Array.of(0, 19.9, 0), { learningRate: ETA });
    expect((await takeRows(below, 20)).every(({ x }) => Number.isNaN(x))).toBe(true);
    expect(below.annotations.edgeSteps).toEqual([]);
    const bare = await beginRun(model, START, { learningRate: ETA, overlays: [] });
    expect((await takeRows(bare, 12)).every(({ x }) => Number.isNaN(x))).toBe(true);
    expect(bare.annotations).toMatchObject({ edgeSteps: [], overlayStops: [], warnings: [] });
  });

  test("flow and both predictions start there, at the run itself", async () => {
    const run = await beginRun(model, START, { learningRate: ETA, nudge: 0.3 });
    const row = (await takeRows(run, EDGE + 1))[EDGE]!;
    expect(row.flowLoss).toBe(row.loss);
    expect(row.flowSharpness).toBe(row.sharpness);
    expect(row.flowDistance).toBe(row.distance);
    expect([row.predictedX, row.predictedY, row.predictedDistance]).toEqual([
      row.x,
      row.y,
      row.distance,
    ]);
    expect([row.cubicX, row.cubicY]).toEqual([row.x, row.y]);
    // Within δ of the valley's floor, on the line: sharpening or blowing up, not yet turned.
    expect([1, 2]).toContain(row.stage);
  });

  test("a start without an oscillation is warned about, a nudged one is not", async () => {
    const warningsWith = async (nudge: number) => {
      const run = await beginRun(model, START, { learningRate: ETA, nudge });
      await takeRows(run, EDGE + 1);
      return run.annotations.warnings;
    };
    expect(await warningsWith(0)).toEqual([
      "Step 6: |x| < 0.001 δ: the first spike grows out of rounding, so its time is not predicted.",
    ]);
    expect(await warningsWith(0.3)).toEqual([]);
  });
});

describe("the nudge", () => {
  test.each([0.3, -0.5])(
    "of %s moves θ by exactly k δ u, u's largest entry positive",
    async (k) => {
      const run = await beginRun(model, START, { learningRate: ETA, nudge: k });
      const rows = await takeRows(run, EDGE);
      const before = run.parameters.slice();
      rows.push(await run.next());
      const [x, y, z] = [k * DELTA, before[1]!, before[2]!];
      expect(distance(before, Float64Array.of(0, 19.9998, z))).toBeLessThan(1e-12);
      // The row is of the nudged point …
      const row = rows[EDGE]!;
      expect(row.loss).toBeCloseTo(1 + 0.5 * y * x ** 2 - EPSILON * y + 1.5 * z ** 2, 10);
      expect(row.sharpness).toBeCloseTo(y / 2 + Math.hypot(y / 2, x), 8);
      // (u leans by x/S at the nudged point, so x is kδ to second order.)
      expect(row.x / (k * DELTA)).toBeCloseTo(1, 3);
      expect(row.delta / DELTA).toBeCloseTo(1, 4);
      // … and so is the next iterate: the one computed for the midpoint is discarded.
      const after = Float64Array.of(
        x - ETA * x * y,
        y - ETA * (0.5 * x ** 2 - EPSILON),
        z - ETA * 3 * z,
      );
      expect(distance(run.parameters, after)).toBeLessThan(1e-10);
    },
  );

  test("leaves every row before it alone", async () => {
    const rowsWith = async (nudge: number) => {
      const run = await beginRun(model, START, { learningRate: ETA, nudge });
      return takeRows(run, EDGE + 1);
    };
    const [plain, nudged] = [await rowsWith(0), await rowsWith(0.3)];
    expect(nudged.slice(0, EDGE)).toEqual(plain.slice(0, EDGE));
    expect(nudged[EDGE]!.loss).not.toBe(plain[EDGE]!.loss);
  });

  test("is given even when no overlay is drawn", async () => {
    const run = await beginRun(model, START, { learningRate: ETA, nudge: 0.3, overlays: [] });
    const rows = await takeRows(run, 60);
    const expected = valleyDescent(STRAIGHT, 60, {
      start: [0, START[1]!],
      learningRate: ETA,
      nudge: 0.3,
    });
    for (const [t, { sharpness }] of expected.entries()) {
      expect(rows[t]!.sharpness, `step ${t}`).toBeCloseTo(sharpness, 7);
    }
    expect(rows[EDGE]!.loss).toBeGreaterThan(rows[EDGE - 1]!.loss);
  });

  test("has no size where α ≤ 0, which is said", async () => {
    const flat = valleyModel({ ...STRAIGHT, epsilon: -EPSILON });
    const start = Float64Array.of(0, 20.5, 0.5);
    const run = await beginRun(flat, start, { learningRate: ETA, nudge: 0.3 });
    const [row] = await takeRows(run, 1);
    expect(row!.loss).toBeCloseTo(1 + EPSILON * 20.5 + 1.5 * 0.25, 10);
    expect(row!.delta).toBe(0);
    expect(run.annotations.warnings.join(" ")).toContain("the nudge has no size");
    expect(run.annotations.warnings.join(" ")).toContain("fall together");
  });

  test("of a reference network is its reference's: δ, u and the point", async () => {
    const golden = goldenRun("cheb3_tanh_w16_kick");
    const { edgeStep, experiment, startParameters, initialParameters } = golden;
    const network = goldenModel(createFloat64Mlp, golden);
    const run = await beginRun(network, initialParameters, experiment);
    await takeRows(run, edgeStep);
    const kick = difference(startParameters, run.parameters);
    expect(norm(kick) / (experiment.nudge * golden.deltaFirst)).toBeCloseTo(1, 7);
    const row = await run.next();
    expect(run.annotations.edgeSteps).toEqual([edgeStep]);
    const start = await network.expandAt(startParameters);
    expect(row.loss / start.loss).toBeCloseTo(1, 9);
    const after = startParameters.map((value, i) => value - 0.2 * start.gradient[i]!);
    expect(distance(run.parameters, after) / norm(kick)).toBeLessThan(1e-6);
  });
});

describe("a run started at given parameters", () => {
  test("takes them for a nudged edge step: overlays at step 0, no further nudge", async () => {
    const startAt = Float64Array.of(0.05, 20, 0.5);
    const run = await beginRun(model, START, { learningRate: ETA, nudge: 0.3 }, { startAt });
    const [row] = await takeRows(run, 1);
    expect(run.annotations.edgeSteps).toEqual([0]);
    expect(row!.loss).toBeCloseTo(1 + 10 * 0.05 ** 2 - EPSILON * 20 + 1.5 * 0.25, 12);
    expect(row!.x).toBeCloseTo(0.05, 4);
  });

  test("does so wherever they are, also below the line", async () => {
    const startAt = Float64Array.of(0.05, 12, 0);
    const run = await beginRun(model, START, { learningRate: ETA }, { startAt });
    const [row] = await takeRows(run, 1);
    expect(row!.constrainedSharpness).toBeCloseTo(12, 2);
  });
});
