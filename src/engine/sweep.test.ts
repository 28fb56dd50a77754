import { describe, expect, test } from "vitest";
import type { Sweep } from "../protocol/sweep.ts";
import { createFloat64Mlp } from "./backends/float64/float64Mlp.ts";
import { valleysModel } from "./fixtures/valleys.ts";
import { goldenModel } from "./golden/comparison.ts";
import { datasetOf } from "./golden/points.ts";
import { goldenRun } from "./golden/runs.ts";
import { sweepLearningRates } from "./sweep.ts";

/** L = ½λθ² with λ = 5, as a linear model on one sample. */
const LAMBDA = 5;
function parabola() {
  return createFloat64Mlp(
    { sizes: [1, 1], bias: false, activation: "tanh", loss: "half-mse" },
    datasetOf([[Math.sqrt(LAMBDA)]], [[0]]),
  );
}

async function sweepOf(steps: number): Promise<Sweep> {
  const sweep = await sweepLearningRates(
    parabola(),
    undefined,
    Float64Array.of(3),
    steps,
    () => false,
  );
  return sweep!;
}

describe("a sweep", () => {
  test("tries step sizes evenly spaced in log η, from 1/32 to 4 times 2/λ₁(0)", async () => {
    const { steps, initialSharpness, points } = await sweepOf(5);
    expect(steps).toBe(5);
    expect(initialSharpness).toBeCloseTo(LAMBDA, 9);
    const rates = points.map(({ learningRate }) => learningRate);
    expect(rates[0]).toBeCloseTo(0.4 / 32, 9);
    expect(rates.at(-1)).toBeCloseTo(1.6, 9);
    const ratio = rates[1]! / rates[0]!;
    for (const [i, rate] of rates.slice(1).entries()) expect(rate / rates[i]!).toBeCloseTo(ratio);
  });

  test("of a quadratic: stable exactly below 2/λ, and diverged above it", async () => {
    const { points } = await sweepOf(100);
    for (const { learningRate, outcome } of points) {
      expect(outcome, `η = ${learningRate}`).toBe(
        learningRate < 2 / LAMBDA ? "stable" : "diverged",
      );
    }
    expect(new Set(points.map(({ outcome }) => outcome)).size).toBe(2);
  });

  test("of a quadratic, cut short: the loss has grown by (1 − ηλ)²ᵗ at step t", async () => {
    // Judged over the losses at steps 0 … 11: diverged when the last has passed a thousandfold.
    const { points } = await sweepOf(12);
    const growth = (learningRate: number) => (1 - learningRate * LAMBDA) ** 2;
    for (const { learningRate, outcome } of points) {
      const passes = growth(learningRate) ** 11 > 1e3;
      expect(outcome, `η = ${learningRate}`).toBe(
        growth(learningRate) < 1 ? "stable" : passes ? "diverged" : "edge",
      );
    }
    expect(new Set(points.map(({ outcome }) => outcome)).size).toBe(3);
  });

  test.each([
    { kind: "heavy-ball", momentum: 0.9 },
    { kind: "nesterov", momentum: 0.9 },
  ] as const)(
    "of a quadratic by $kind diverges above its own line only, and rings below",
    async (optimizer) => {
      const start = Float64Array.of(3);
      const sweep = await sweepLearningRates(parabola(), optimizer, start, 400, () => false);
      const line = (optimizer.kind === "nesterov" ? 3.8 / 2.8 : 3.8) / LAMBDA;
      // The middle of the range is the line; a step just above it leaves slowly.
      const outcomes = sweep!.points.filter(
        ({ learningRate: eta }) => Math.abs(eta / line - 1) > 0.05,
      );
      expect(outcomes.length).toBeGreaterThan(38);
      for (const { learningRate, outcome } of outcomes) {
        // Its loss rises and falls long before: that is no edge.
        expect(outcome, `η = ${learningRate}`).toBe(learningRate > line ? "diverged" : "stable");
      }
      expect(sweep!.points[0]!.learningRate).toBeCloseTo(line / 32, 9);
    },
  );

  test("by heavy ball is at the edge where sharpness gets to its line", async () => {
    // λ = y grows by ηε/(1 − μ) = 0.5 η a step from 10 on: in 199 steps to 3.8/η where η > 0.15.
    const sweep = await sweepLearningRates(
      valleysModel([0.05]),
      { kind: "heavy-ball", momentum: 0.9 },
      Float64Array.of(1e-6, 10),
      200,
      () => false,
    );
    const clear = sweep!.points.filter(
      ({ learningRate }) => Math.abs(learningRate / 0.15 - 1) > 0.1,
    );
    expect(clear.length).toBeGreaterThan(37);
    for (const { learningRate, outcome } of clear) {
      expect(outcome === "stable", `η = ${learningRate}`).toBe(learningRate < 0.15);
    }
    expect(sweep!.points.map(({ outcome }) => outcome)).toContain("edge");
  });

  test("of an adaptive rule is over step sizes as such: 1/32 to 4 times 0.03", async () => {
    const rmsprop = { kind: "rmsprop", beta2: 0.99, epsilon: 1e-8 } as const;
    const start = Float64Array.of(3);
    const sweep = await sweepLearningRates(parabola(), rmsprop, start, 5, () => false);
    expect(sweep!.points[0]!.learningRate).toBeCloseTo(0.03 / 32, 9);
    expect(sweep!.points.at(-1)!.learningRate).toBeCloseTo(0.12, 9);
  });

  test("gives up when it is cancelled, before the next step size", async () => {
    let asked = 0;
    const cancelled = await sweepLearningRates(
      parabola(),
      undefined,
      Float64Array.of(3),
      5,
      () => ++asked === 4,
    );
    expect(cancelled).toBeNull();
    expect(asked).toBe(4);
  });
});

describe("the reference network of degree 5, from its start", () => {
  // 41 letters from a NumPy gradient descent of its own: stable, edge, diverged.
  const INDEPENDENT = "ssssssssssssssssssssssssssssseeeeeddddddd";

  test("diverges from near 4/λ₁(0) on, not 2/λ₁(0)", async () => {
    const golden = goldenRun("cheb5_tanh_kick");
    const model = goldenModel(createFloat64Mlp, golden);
    const sweep = await sweepLearningRates(
      model,
      undefined,
      golden.initialParameters,
      100,
      () => false,
    );
    const { initialSharpness, points } = sweep!;
    expect(initialSharpness / golden.pre.S[0]!).toBeCloseTo(1, 6);
    // Known beforehand: it holds up to η = 0.318 and diverges from 0.356 on.
    const known = points.filter(({ learningRate: eta }) => eta <= 0.318 || eta >= 0.356);
    expect(known.length).toBeGreaterThan(39);
    for (const { learningRate, outcome } of known) {
      expect(outcome === "diverged", `η = ${learningRate}`).toBe(learningRate >= 0.356);
    }
    expect(points.map(({ outcome }) => outcome[0]).join("")).toBe(INDEPENDENT);
  });
});
