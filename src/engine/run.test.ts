import { describe, expect, test } from "vitest";
import type { Row } from "../protocol/columns.ts";
import { float64Arithmetic } from "./backends/float64.ts";
import { beginRun, takeRows } from "./fixtures/rows.ts";
import { STRAIGHT, valleyModel } from "./fixtures/valley.ts";
import { datasetOf } from "./golden/points.ts";
import { NonFiniteError } from "./nonFinite.ts";
import { createMlp } from "./taylor/mlp.ts";

/**
 * L = (1/2n) Σ (sᵢθᵢ)² over the n inputs sᵢeᵢ: a linear model whose Hessian is diag(sᵢ²/n), so that
 * gradient descent is θᵢ ← (1 − ηsᵢ²/n) θᵢ.
 */
function quadratic(scales: number[]) {
  const inputs = scales.map((scale, i) => scales.map((_, j) => (i === j ? scale : 0)));
  return createMlp(
    float64Arithmetic,
    { sizes: [scales.length, 1], bias: false, activation: "tanh", loss: "half-mse" },
    datasetOf(
      inputs,
      scales.map(() => [0]),
    ),
  );
}

/** L = ½θ², λ = 1: θ_t = (1 − η)ᵗ θ₀. */
const parabola = () => quadratic([1]);
const last = (rows: Row[]) => rows.at(-1)!;

describe("rows", () => {
  test("one per step from 0, loss and sharpness of θ at that step", async () => {
    const run = await beginRun(parabola(), Float64Array.of(3), { learningRate: 0.5, overlays: [] });
    const rows = await takeRows(run, 20);
    for (const [t, row] of rows.entries()) {
      expect(row.step).toBe(t);
      expect(row.learningRate).toBe(0.5);
      expect(row.loss / (4.5 * 0.25 ** t)).toBeCloseTo(1, 12);
      expect(row.sharpness).toBeCloseTo(1, 12);
      expect(row.sharpnessResidual).toBeLessThan(1e-8);
    }
    expect(run.step).toBe(20);
    expect(run.parameters[0]! / (3 * 0.5 ** 20)).toBeCloseTo(1, 12);
  });

  test("one parameter has one eigenvalue: λ₂ is not defined", async () => {
    const run = await beginRun(parabola(), Float64Array.of(3), { learningRate: 0.5 });
    for (const row of await takeRows(run, 3)) expect(row.eigenvalue2).toBeNaN();
  });

  test("as many eigenvalues as asked for, λ₂ always", async () => {
    const scales = [1, 7, 3, 8, 5, 2, 4, 6];
    const spectrum = [64, 49, 36, 25, 16, 9].map((value) => value / 8);
    const start = Float64Array.from(scales, (_, i) => 0.1 + 0.01 * i);
    for (const asked of [1, 4, 6]) {
      const run = await beginRun(quadratic(scales), start, {
        learningRate: 0.01,
        eigenvalues: asked,
        overlays: [],
      });
      const row = last(await takeRows(run, 5));
      const columns = [
        row.sharpness,
        row.eigenvalue2,
        row.eigenvalue3,
        row.eigenvalue4,
        row.eigenvalue5,
        row.eigenvalue6,
      ];
      const measured = Math.max(2, asked);
      for (const [i, value] of spectrum.slice(0, measured).entries()) {
        expect(columns[i]! / value, `λ${i + 1} of ${asked}`).toBeCloseTo(1, 9);
      }
      expect(columns.slice(measured)).toEqual(spectrum.slice(measured).map(() => NaN));
    }
  });

  test("gradient flow from the start: ⌈ηS⌉ Euler sub-steps a step", async () => {
    // η = 1.5, λ = 1: two sub-steps of 0.75, so w shrinks to 1/16 and θ to −1/2 in one step.
    const run = await beginRun(parabola(), Float64Array.of(2), {
      learningRate: 1.5,
      learningRateChanges: [{ step: 3, learningRate: 0.5 }],
      overlays: ["flowFromStart"],
    });
    const rows = await takeRows(run, 6);
    const flow = [2, 2 / 16, 2 / 256, 2 / 4096, 1 / 4096, 0.5 / 4096];
    const theta = [2, -1, 0.5, -0.25, -0.125, -0.0625];
    for (const [t, row] of rows.entries()) {
      expect(row.flowFromStartLoss).toBeCloseTo(0.5 * flow[t]! ** 2, 12);
      expect(row.flowFromStartSharpness).toBeCloseTo(1, 12);
      expect(row.flowFromStartDistance).toBeCloseTo(Math.abs(theta[t]! - flow[t]!), 12);
    }
  });

  test("two runs of one experiment are equal to the last bit", async () => {
    const rows = async () => {
      const run = await beginRun(valleyModel(STRAIGHT), Float64Array.of(0.01, 19.99, 0.5), {
        learningRate: 0.1,
        nudge: 0.3,
        overlays: ["constrained", "prediction", "flow", "flowFromStart"],
      });
      return takeRows(run, 60);
    };
    expect(await rows()).toEqual(await rows());
  });

  test("a ReLU network carries a warning, others do not", async () => {
    const warningsOf = async (activation: "relu" | "tanh") => {
      const model = { kind: "mlp" as const, hidden: [4], activation, bias: true };
      const run = await beginRun(parabola(), Float64Array.of(1), { model });
      return run.annotations.warnings;
    };
    expect((await warningsOf("relu")).join()).toContain("ReLU");
    expect(await warningsOf("tanh")).toEqual([]);
  });
});

describe("divergence: a loss above 10⁶ max(L₀, L at the last change of η)", () => {
  // With η = 3 the loss grows fourfold a step.
  const diverging = async (changes: { step: number; learningRate: number }[], from: number) => {
    const run = await beginRun(parabola(), Float64Array.of(1), {
      learningRate: from,
      learningRateChanges: changes,
      overlays: [],
    });
    return { run, rows: await takeRows(run, 60) };
  };

  test("the step that passes it is not given, the one before is the last", async () => {
    const { run, rows } = await diverging([], 3);
    // 4⁹ < 10⁶ < 4¹⁰
    expect(run.isDiverged).toBe(true);
    expect(last(rows).step).toBe(9);
    expect(run.step).toBe(9);
    expect(last(rows).loss).toBeCloseTo(0.5 * 4 ** 9, 4);
  });

  test("a run that grew before a change is measured from the change", async () => {
    // 4⁵ = 1024 at step 5, from there ninefold: 9⁶ < 10⁶ < 9⁷.
    const { rows } = await diverging([{ step: 5, learningRate: 4 }], 3);
    expect(last(rows).step).toBe(5 + 6);
  });

  test("a run that fell before a change is still measured from its start", async () => {
    // 2⁻¹⁰ at step 5, from there fourfold: 4¹⁴ < 10⁶·2¹⁰ < 4¹⁵.
    const { rows } = await diverging([{ step: 5, learningRate: 3 }], 0.5);
    expect(last(rows).step).toBe(5 + 14);
  });

  test("an overflow ends a run likewise, with every value kept finite", async () => {
    const run = await beginRun(parabola(), Float64Array.of(1e150), {
      learningRate: 1e8,
      overlays: [],
    });
    const rows = await takeRows(run, 5);
    expect(run.isDiverged).toBe(true);
    expect(rows.map(({ step }) => step)).toEqual([0]);
    expect(rows[0]!.loss).toBeCloseTo(5e299, -290);
  });

  test("a start that overflows is refused", async () => {
    const begin = beginRun(parabola(), Float64Array.of(1e200), { learningRate: 0.1 });
    await expect(begin).rejects.toThrow(NonFiniteError);
  });

  test("at the edge too: overlays of the last step are there, and finite", async () => {
    // From y = 60, three times the line, x grows fivefold and more a step.
    const run = await beginRun(valleyModel(STRAIGHT), Float64Array.of(0.1, 60, 0), {
      learningRate: 0.1,
    });
    const rows = await takeRows(run, 60);
    expect(run.isDiverged).toBe(true);
    expect(run.annotations.edgeSteps).toEqual([0]);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      const values = Object.values(row).filter((value) => !Number.isNaN(value));
      expect(values.every(Number.isFinite)).toBe(true);
    }
    expect(run.annotations.overlayStops.map(({ reason }) => reason)).toContain("too-coarse");
  });
});

describe("re-synchronising", () => {
  const begin = () =>
    beginRun(valleyModel({ ...STRAIGHT, zeta: 1 }), Float64Array.of(0.05, 20, 0.5), {
      learningRate: 0.1,
    });

  test("by hand: v̂ = θ − θ† at the next row, θ† unmoved, and it is written down", async () => {
    const plain = await takeRows(await begin(), 60);
    const run = await begin();
    const rows = await takeRows(run, 60, (step) => {
      if (step === 40) run.resynchronise();
    });
    expect(run.annotations.resyncSteps).toEqual([40]);
    expect(plain[40]!.cubicX).not.toBe(plain[40]!.x);
    const { x, y, distance } = rows[40]!;
    expect(rows[40]).toMatchObject({ predictedX: x, predictedY: y, cubicX: x, cubicY: y });
    expect(rows[40]!.predictedDistance).toBe(distance);
    for (const [t, row] of rows.entries()) {
      expect(row.constrainedLoss).toBe(plain[t]!.constrainedLoss);
      expect(row.loss).toBe(plain[t]!.loss);
    }
    expect(rows.slice(0, 40)).toEqual(plain.slice(0, 40));
    // Afterwards it goes its own way again.
    expect(rows[50]!.cubicX).not.toBe(rows[50]!.x);
    expect(Math.abs(rows[50]!.cubicX - rows[50]!.x)).toBeLessThan(
      Math.abs(plain[50]!.cubicX - plain[50]!.x),
    );
  });

  test("is nothing before the edge and nothing at the edge step itself", async () => {
    const run = await beginRun(valleyModel(STRAIGHT), Float64Array.of(0, 19.9938, 0), {
      learningRate: 0.1,
    });
    await takeRows(run, 12, (step) => {
      if (step <= 6) run.resynchronise();
    });
    expect(run.annotations.edgeSteps).toEqual([6]);
    expect(run.annotations.resyncSteps).toEqual([]);
  });
});
