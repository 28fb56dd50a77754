import { describe, expect, test } from "vitest";
import { dot } from "../../math/vector.ts";
import { float64Arithmetic } from "../backends/float64.ts";
import { along, exactContext } from "../fixtures/context.ts";
import { STRAIGHT, valleyModel } from "../fixtures/valley.ts";
import { goldenPoints, type GoldenPoint } from "../golden/points.ts";
import { createMlp } from "../taylor/mlp.ts";
import { measureCenter } from "./center.ts";
import { TRACE_PRECISION } from "../precisions.ts";

const TIGHT = TRACE_PRECISION.float64.tolerance;

const modelAt = ({ description, dataset }: GoldenPoint) =>
  createMlp(float64Arithmetic, description, dataset);

describe("a center", () => {
  test.each(goldenPoints())("has the reference's α, β and ∇S·u at point $name", async (point) => {
    const context = exactContext(modelAt(point));
    const { parameters, topEigenvector } = point;
    const center = await measureCenter(context, parameters, along(topEigenvector), TIGHT);
    expect(center.sharpness / point.leadingEigenvalues[0]!).toBeCloseTo(1, 9);
    expect(center.eigenvalue2 / point.leadingEigenvalues[1]!).toBeCloseTo(1, 9);
    // A vector is known to the root of its value's accuracy, and everything below depends on u.
    expect(center.alpha / point.alpha).toBeCloseTo(1, 6);
    expect(center.beta / point.beta).toBeCloseTo(1, 6);
    expect(center.sharpnessSlope / point.sharpnessSlope).toBeCloseTo(1, 6);
    expect(center.delta / Math.sqrt((2 * point.alpha) / point.beta)).toBeCloseTo(1, 6);
    expect(dot(center.perpendicular, center.topEigenvector)).toBeCloseTo(0, 9);
  });

  test("keeps the sign it is given: u and ∇S·u turn, α and β do not", async () => {
    const point = goldenPoints()[0]!;
    const opposite = point.topEigenvector.map((entry) => -entry);
    const center = await measureCenter(
      exactContext(modelAt(point)),
      point.parameters,
      along(opposite),
      TIGHT,
    );
    expect(dot(center.topEigenvector, opposite)).toBeCloseTo(1, 9);
    expect(center.sharpnessSlope / point.sharpnessSlope).toBeCloseTo(-1, 6);
    expect(center.alpha / point.alpha).toBeCloseTo(1, 6);
  });

  test("where loss and sharpness fall together, α is negative and δ zero", async () => {
    const model = valleyModel({ ...STRAIGHT, epsilon: -0.01 });
    const center = await measureCenter(
      exactContext(model),
      Float64Array.of(0, 20, 0),
      along(Float64Array.of(1, 0, 0)),
      TIGHT,
    );
    expect(center.alpha).toBeCloseTo(-0.01, 12);
    expect(center.delta).toBe(0);
  });
});
