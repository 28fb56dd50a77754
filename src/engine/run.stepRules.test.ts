/** Runs with other step rules than gradient descent: their line, their sharpness, what is off. */
import { describe, expect, test } from "vitest";
import type { Optimizer } from "../model/experiment.ts";
import { edgeLearningRate } from "../model/stability.ts";
import type { Row } from "../protocol/columns.ts";
import { createFloat64Mlp } from "./backends/float64/float64Mlp.ts";
import { beginRun, OVERLAY_COLUMNS, takeRows } from "./fixtures/rows.ts";
import { datasetOf } from "./golden/points.ts";

const SPECTRUM = [1, 0.5, 4];
const START = Float64Array.of(0.3, -2, 0.7);

/** L = ½ Σ λᵢθᵢ², as a linear model of one sample per parameter. */
function quadratic() {
  const inputs = SPECTRUM.map((value, i) =>
    SPECTRUM.map((_, j) => (i === j ? Math.sqrt(value * SPECTRUM.length) : 0)),
  );
  return createFloat64Mlp(
    { sizes: [SPECTRUM.length, 1], bias: false, activation: "tanh", loss: "half-mse" },
    datasetOf(
      inputs,
      SPECTRUM.map(() => [0]),
    ),
  );
}

const HEAVY_BALL: Optimizer = { kind: "heavy-ball", momentum: 0.9 };
const NESTEROV: Optimizer = { kind: "nesterov", momentum: 0.9 };
const RMSPROP = { kind: "rmsprop", beta2: 0.9, epsilon: 1e-3 } as const;
const ADAM = { kind: "adam", beta1: 0.8, beta2: 0.9, epsilon: 1e-3 } as const;

async function rowsOf(optimizer: Optimizer, learningRate: number, steps: number): Promise<Row[]> {
  const run = await beginRun(quadratic(), START, { optimizer, learningRate });
  return takeRows(run, steps);
}

describe("momentum", () => {
  test.each([
    [HEAVY_BALL, 3.8],
    [NESTEROV, 3.8 / 2.8],
  ])("$kind: a run is stable just below its line and leaves just above", async (optimizer, c) => {
    const rate = edgeLearningRate(optimizer, 4);
    expect(rate).toBeCloseTo(c / 4, 12);
    const below = await rowsOf(optimizer, 0.98 * rate, 600);
    expect(below).toHaveLength(600);
    expect(below.at(-1)!.loss).toBeLessThan(1e-3 * below[0]!.loss);
    const above = await rowsOf(optimizer, 1.02 * rate, 2000);
    expect(above.length).toBeLessThan(2000);
    expect(above.at(-1)!.loss).toBeGreaterThan(1e3 * above[0]!.loss);
    for (const row of above.slice(0, 20)) {
      expect(row.stabilityThreshold).toBeCloseTo(4 / 1.02, 9);
      expect(row.sharpness).toBeCloseTo(4, 9);
      expect(row.preconditionedSharpness).toBeNaN();
    }
  });

  test("the line follows a change of η", async () => {
    const run = await beginRun(quadratic(), START, {
      optimizer: HEAVY_BALL,
      learningRate: 0.1,
      learningRateChanges: [{ step: 3, learningRate: 0.2 }],
    });
    const rows = await takeRows(run, 5);
    const levels = rows.map(({ stabilityThreshold }) => stabilityThreshold);
    for (const [t, level] of levels.entries()) expect(level).toBeCloseTo(t < 3 ? 38 : 19, 9);
  });
});

describe("adaptive rules", () => {
  test.each([RMSPROP, ADAM])("$kind: λ₁ of P^(−1/2) H P^(−1/2), by hand", async (optimizer) => {
    const { beta2, epsilon } = optimizer;
    const beta1 = optimizer.kind === "adam" ? optimizer.beta1 : 0;
    const theta = Array.from(START);
    const momentum = SPECTRUM.map(() => 0);
    const squares = SPECTRUM.map(() => 0);
    for (const [t, row] of (await rowsOf(optimizer, 0.05, 40)).entries()) {
      const corrected = (beta: number) => (optimizer.kind === "adam" ? 1 - beta ** (t + 1) : 1);
      const divisors = SPECTRUM.map((value, i) => {
        const gradient = value * theta[i]!;
        momentum[i] = beta1 * momentum[i]! + (1 - beta1) * gradient;
        squares[i] = beta2 * squares[i]! + (1 - beta2) * gradient ** 2;
        return Math.sqrt(squares[i]! / corrected(beta2)) + epsilon;
      });
      const loss = SPECTRUM.reduce((sum, value, i) => sum + 0.5 * value * theta[i]! ** 2, 0);
      expect(row.loss / loss, `step ${t}`).toBeCloseTo(1, 9);
      const expected = Math.max(...SPECTRUM.map((value, i) => value / divisors[i]!));
      expect(row.preconditionedSharpness / expected, `step ${t}`).toBeCloseTo(1, 9);
      expect(row.sharpness).toBeCloseTo(4, 9);
      expect(row.stabilityThreshold).toBeCloseTo((2 * (1 + beta1)) / ((1 - beta1) * 0.05), 9);
      for (const [i, divisor] of divisors.entries()) {
        theta[i]! -= (0.05 * momentum[i]!) / corrected(beta1) / divisor;
      }
    }
  });
});

describe("what is gradient descent's own", () => {
  test("is off, and one sentence says so", async () => {
    const run = await beginRun(quadratic(), START, {
      optimizer: HEAVY_BALL,
      learningRate: 0.98,
      nudge: 0.5,
      overlays: ["constrained", "prediction", "flow", "flowFromStart", "frozen"],
    });
    for (const row of await takeRows(run, 60)) {
      for (const column of OVERLAY_COLUMNS) expect(row[column], column).toBeNaN();
      expect(row.flowFromStartLoss).toBeNaN();
    }
    expect(run.annotations.edgeSteps).toEqual([]);
    expect(run.annotations.warnings).toHaveLength(1);
    expect(run.annotations.warnings[0]).toContain("derived for gradient descent");
  });

  test("and gradient descent has neither column nor sentence", async () => {
    const run = await beginRun(quadratic(), START, { learningRate: 0.1 });
    const [row] = await takeRows(run, 1);
    expect(row!.stabilityThreshold).toBeNaN();
    expect(row!.preconditionedSharpness).toBeNaN();
    expect(run.annotations.warnings).toEqual([]);
  });
});
