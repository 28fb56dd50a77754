import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goldenRun, type GoldenRun } from "../../engine/golden/runs.ts";
import type { History } from "../../session/history.ts";
import { constraintGauge } from "./constraintGauge.ts";
import { historyOf } from "./fixtures/historyOf.ts";

/** θ† of a reference run, from its edge step. */
function constrainedPart({ dagger, experiment }: GoldenRun): History {
  const column = (name: keyof GoldenRun["dagger"]) => (i: number) => dagger[name][i] ?? NaN;
  return historyOf(dagger.loss.length, {
    learningRate: () => experiment.learningRate,
    constrainedLoss: column("loss"),
    constrainedSharpness: column("S"),
    alpha: column("alpha"),
    beta: column("beta"),
  });
}

/** 1 − γ² from the gradient's norm, which reference runs have, over the same ten steps. */
function exactGauge({ dagger }: GoldenRun, step: number): number {
  let [kept, downhill] = [0, 0];
  for (let i = step - 10; i < step; i++) {
    const square = (dagger.gnorm[i] ?? NaN) ** 2;
    downhill += square;
    kept += square - (dagger.alpha[i] ?? NaN) ** 2 / (dagger.beta[i] ?? NaN);
  }
  return kept / downhill;
}

describe("the gauge of the constraint", () => {
  it.each([
    ["cheb4_tanh_natural", 1e-3],
    ["cheb5_tanh_natural", 1e-3],
    ["logistic_tanh_kick", 1e-3],
    ["mnist7_swish_kick", 1e-3],
    ["cheb4_tanh_half_kick", 2e-2],
    ["cheb3_tanh_w16_kick", 5e-3],
    ["deep_linear_kick", 5e-3],
    ["mnist7_swish_lambda2", 2e-2],
  ])("is 1 − γ² along %s, to within %f", (name, tolerance) => {
    const run = goldenRun(name);
    const history = constrainedPart(run);
    let worst = 0;
    for (let step = 15; step < history.length; step++) {
      const difference = Math.abs(constraintGauge(history, step) - exactGauge(run, step));
      worst = Math.max(worst, difference);
    }
    expect(worst).toBeLessThan(tolerance);
  });

  it("takes |∇L|² from the whole fall where θ† is free", () => {
    // |∇L|² = 0.1 / 0.1 = 1, α²/β = 0.09
    const free = historyOf(5, {
      constrainedLoss: (step) => 1 - step / 10,
      constrainedSharpness: () => 15,
      alpha: () => 0.3,
      beta: () => 1,
    });
    expect(constraintGauge(free, 4)).toBeCloseTo(0.91, 12);
  });

  it("is unknown before θ† has made a step", () => {
    const free = historyOf(5, { constrainedLoss: () => 1, alpha: () => 1, beta: () => 1 });
    expect(constraintGauge(free, 0)).toBeNaN();
    expect(constraintGauge(historyOf(5, {}), 4)).toBeNaN();
  });

  it("is a share or unknown, whatever the columns hold", () => {
    const any = fc.array(fc.double(), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(any, any, any, (loss, alpha, beta) => {
        const history = historyOf(12, {
          constrainedLoss: (step) => loss[step] ?? NaN,
          constrainedSharpness: () => 20,
          alpha: (step) => alpha[step] ?? NaN,
          beta: (step) => beta[step] ?? NaN,
        });
        const gauge = constraintGauge(history, 11);
        expect(Number.isNaN(gauge) || (gauge >= 0 && gauge <= 1)).toBe(true);
      }),
    );
  });
});
