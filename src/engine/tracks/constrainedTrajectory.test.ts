import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { symmetricEigen } from "../../math/symmetricEigen.ts";
import { difference, dot, isSignCanonical, norm, scaleInPlace } from "../../math/vector.ts";
import { createFloat64Mlp } from "../backends/float64/float64Mlp.ts";
import { along, exactContext } from "../fixtures/context.ts";
import { valleyModel, valleySharpness, type Valley } from "../fixtures/valley.ts";
import { goldenModel } from "../golden/comparison.ts";
import { goldenRun } from "../golden/runs.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { advanceConstrained, project } from "./constrainedTrajectory.ts";
import { measureIterate } from "./gradientDescent.ts";

async function stableSetResiduals(model: TaylorModel, parameters: Float64Array) {
  const d = parameters.length;
  const at = await model.expandAt(parameters);
  const basis = Array.from({ length: d }, (_, k) =>
    Float64Array.from({ length: d }, (_, i) => (i === k ? 1 : 0)),
  );
  const rows = await at.hessianProducts(basis);
  const { values, vectors } = symmetricEigen(Float64Array.from(rows.flatMap((row) => [...row])), d);
  const slope = Math.abs(dot(vectors[0]!, at.gradient)) / norm(at.gradient);
  return { sharpness: values[0]!, slope };
}

describe("the projection of a nudged edge step, three rounds", () => {
  test.each(["cheb3_tanh_w16_kick", "deep_linear_kick"])("of %s", async (name) => {
    const golden = goldenRun(name);
    const { learningRate } = golden.experiment;
    const model = goldenModel(createFloat64Mlp, golden);
    const context = exactContext(model);
    // Its u at the start has a positive x, as the kick has.
    const start = await measureIterate(context, golden.startParameters, 1, null);
    const u = start.eigen.vectorOf(0);
    if (!isSignCanonical(u)) scaleInPlace(u, -1);
    const first = await project(context, golden.startParameters, learningRate, along(u));
    const { dagger } = golden;
    expect(first.sharpness / dagger.S[0]!).toBeCloseTo(1, 8);
    expect(first.loss / dagger.loss[0]!).toBeCloseTo(1, 8);
    expect(first.alpha / dagger.alpha[0]!).toBeCloseTo(1, 6);
    expect(first.beta / dagger.beta[0]!).toBeCloseTo(1, 6);
    // ∇S·u all but vanishes here by symmetry, so its error is one of ∇S.
    const slopeError = first.sharpnessSlope - dagger.udS[0]!;
    expect(slopeError / first.sharpnessGradientNorm).toBeCloseTo(0, 7);
    const v = difference(golden.startParameters, first.parameters);
    expect(dot(v, first.topEigenvector) / golden.gd.x[0]!).toBeCloseTo(1, 6);
    expect((await stableSetResiduals(model, first.parameters)).slope).toBeLessThan(1e-6);

    // The kick ends a little below the line; from the next step on θ† is on it.
    const second = await advanceConstrained(context, first, learningRate);
    const third = await advanceConstrained(context, second, learningRate);
    const residuals = await stableSetResiduals(model, third.parameters);
    expect(residuals.sharpness * (learningRate / 2)).toBeCloseTo(1, 7);
    expect(residuals.slope).toBeLessThan(1e-6);
  });
});

describe("the projection in a valley known by hand", () => {
  const valley: Valley = { zeta: 0.4, quartic: 30, tilt: 0.02, epsilon: 0.02, stiffness: 3 };
  const [ETA, EDGE] = [0.1, 20];
  const projected = (x: number, y: number) =>
    project(
      exactContext(valleyModel(valley)),
      Float64Array.of(x, y, 0.5),
      ETA,
      along(Float64Array.of(1, 0, 0)),
    );
  /** u·∇L with u ∝ (λ₁, x, 0), the eigenvector of the 2 × 2 block. */
  function slopeAlongTop(parameters: Float64Array): number {
    const [x = NaN, y = NaN] = parameters;
    const top = valleySharpness(valley, parameters);
    const slope = x * y + 1.5 * valley.zeta * x ** 2 + (valley.quartic * x ** 3) / 6 - valley.tilt;
    return (top * slope + x * (0.5 * x ** 2 - valley.epsilon)) / Math.hypot(top, x);
  }

  test("from the floor above the line it lands on S = 2/η", async () => {
    for (const y of [20.01, 20.1, 20.5]) {
      const { parameters, sharpness } = await projected(valley.tilt / y, y);
      expect(valleySharpness(valley, parameters)).toBeCloseTo(EDGE, 9);
      expect(sharpness).toBeCloseTo(EDGE, 7);
      expect(slopeAlongTop(parameters)).toBeCloseTo(0, 9);
    }
  });

  test("from anywhere near it lands in {S ≤ 2/η, u·∇L = 0}, and z is left alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: -0.1, max: 0.1, noNaN: true }),
        fc.double({ min: 18, max: 21, noNaN: true }),
        async (x, y) => {
          const { parameters } = await projected(x, y);
          expect(valleySharpness(valley, parameters)).toBeLessThan(EDGE * (1 + 1e-6));
          expect(Math.abs(slopeAlongTop(parameters))).toBeLessThan(1e-6);
          expect(parameters[2]).toBeCloseTo(0.5, 9);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is one-sided: below the line y stays where it is", async () => {
    const { parameters } = await projected(0.05, 15);
    expect(valleySharpness(valley, parameters)).toBeLessThan(15.1);
    // Only along u, which leans into y by x/S.
    expect(parameters[1]).toBeCloseTo(15, 3);
    expect(parameters[0]! / (valley.tilt / 15)).toBeCloseTo(1, 2);
  });
});
