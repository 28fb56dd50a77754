import { describe, expect, test } from "vitest";
import { distance, plusScaled } from "../../math/vector.ts";
import { along, exactContext } from "../fixtures/context.ts";
import { STRAIGHT, valleyModel, type Valley } from "../fixtures/valley.ts";
import { TRACE_PRECISION } from "../precisions.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { measureCenter } from "./center.ts";
import { advanceConstrained } from "./constrainedTrajectory.ts";
import {
  advanceCubic,
  advancePrediction,
  coordinatesOf,
  cubicReadout,
  predictedReadout,
  probeProfile,
} from "./prediction.ts";

const TIGHT = TRACE_PRECISION.float64.tolerance;

describe("one step of each prediction, worked out by hand", () => {
  const ETA = 0.1;
  const [ZETA, QUARTIC, TILT, EPSILON, B] = [0.7, 90, 0.03, 0.02, 3];
  const valley: Valley = {
    zeta: ZETA,
    quartic: QUARTIC,
    tilt: TILT,
    epsilon: EPSILON,
    stiffness: B,
  };
  const model = valleyModel(valley);
  /** At the edge, S = y = 2/η, with ∇L = (−τ, −ε, bz): off the floor by τ/S along u. */
  const [EDGE, Z] = [20, 0.4];
  const theta = Float64Array.of(0, EDGE, Z);
  const [X, Y, VZ] = [0.06, 0.5, -0.03];
  const v = Float64Array.of(X, Y, VZ);

  const centerOf = (model: TaylorModel) =>
    measureCenter(exactContext(model), theta, along(Float64Array.of(1, 0, 0)), TIGHT);

  const productAlong = async (direction: Float64Array) => {
    const [product] = await (await model.expandAt(theta)).hessianProducts([direction]);
    return product!;
  };

  test("the center they start from: u, ∇S, α = ε, β = 1, δ = √(2ε)", async () => {
    const center = await centerOf(model);
    expect(distance(center.topEigenvector, Float64Array.of(1, 0, 0))).toBeLessThan(1e-12);
    expect(center.sharpnessSlope).toBeCloseTo(3 * ZETA, 12);
    expect(distance(center.perpendicular, Float64Array.of(0, 1, 0))).toBeLessThan(1e-12);
    expect(center.alpha).toBeCloseTo(EPSILON, 12);
    expect(center.beta).toBeCloseTo(1, 12);
    expect(center.delta).toBeCloseTo(Math.sqrt(2 * EPSILON), 12);
    const { x, y, distance: length } = coordinatesOf(center, v);
    expect(x).toBeCloseTo(X, 12);
    expect(y).toBeCloseTo(Y, 12);
    expect(length).toBeCloseTo(Math.hypot(X, Y, VZ), 12);
  });

  test("θ† slides along the constraint: y is pushed back, z goes down", async () => {
    const onFloor = valleyModel({ ...valley, tilt: 0 });
    const center = await centerOf(onFloor);
    const next = await advanceConstrained(exactContext(onFloor), center, ETA);
    expect(next.parameters[0]).toBeCloseTo(0, 12);
    expect(next.parameters[1]).toBeCloseTo(EDGE, 9);
    expect(next.parameters[2]).toBeCloseTo((1 - ETA * B) * Z, 12);
  });

  test("the default one: the true slope along u, and θ† exactly as it moved", async () => {
    const center = await centerOf(model);
    // Any displacement of θ† will do.
    const moved = Float64Array.of(0.002, -0.001, -0.1);
    const end = plusScaled(theta, 1, moved);
    const at = coordinatesOf(center, v);
    const probe = await probeProfile(model, center, at.x);
    // ∂L/∂x at (X, 2/η, Z): what replaces SX − τ.
    const slope = EDGE * X + 1.5 * ZETA * X ** 2 + (QUARTIC * X ** 3) / 6 - TILT;
    expect(probe.gradient[0]).toBeCloseTo(slope, 12);
    const out = advancePrediction(center, end, v, at, await productAlong(v), probe, ETA);
    expect(out[0]).toBeCloseTo(X - ETA * (slope + X * Y) - 0.002, 12);
    expect(out[1]).toBeCloseTo(Y + ETA * (EPSILON - 0.5 * X ** 2) + 0.001, 12);
    expect(out[2]).toBeCloseTo(VZ - ETA * B * (Z + VZ) + 0.1, 12);
  });

  test("the cubic one: x' = −(1 + ηy)x, y' = y + η(α − ½βx²)", async () => {
    const center = await centerOf(model);
    const at = coordinatesOf(center, v);
    const out = advanceCubic(center, v, at, await productAlong(v), ETA);
    expect(out[0]).toBeCloseTo(-(1 + ETA * Y) * X, 12);
    expect(out[1]).toBeCloseTo(Y + ETA * (EPSILON - 0.5 * X ** 2), 12);
    expect(out[2]).toBeCloseTo((1 - ETA * B) * VZ, 12);
  });

  test("a step moves nothing but its result", async () => {
    const center = await centerOf(model);
    const end = theta.slice();
    const before = [...v, ...center.parameters, ...center.gradient, ...end];
    const at = coordinatesOf(center, v);
    const probe = await probeProfile(model, center, at.x);
    advancePrediction(center, end, v, at, v, probe, ETA);
    advanceCubic(center, v, at, v, ETA);
    expect([...v, ...center.parameters, ...center.gradient, ...end]).toEqual(before);
  });

  test("read-outs: the loss along u and the plane of the rest; the paper's closed forms", async () => {
    const center = await centerOf(model);
    const at = coordinatesOf(center, v);
    const probe = await probeProfile(model, center, at.x);
    const floor = 1 - EPSILON * EDGE + 0.5 * B * Z ** 2;
    const profile = 0.5 * EDGE * X ** 2 + 0.5 * ZETA * X ** 3 + (QUARTIC * X ** 4) / 24 - TILT * X;
    const predicted = predictedReadout(center, v, at, probe);
    expect(predicted.loss).toBeCloseTo(floor + profile - EPSILON * Y + B * Z * VZ, 12);
    expect(predicted.sharpness).toBeCloseTo(EDGE + Y + 3 * ZETA * X, 12);
    const cubic = cubicReadout(center, at, ETA);
    expect(cubic.loss).toBeCloseTo(floor + X ** 2 / ETA, 12);
    expect(cubic.sharpness).toBeCloseTo(2 / ETA + Y + 3 * ZETA * X, 12);
  });

  test("below the line the default read-out knows, the closed form does not", async () => {
    const context = exactContext(model);
    const below = Float64Array.of(0, 15, 0);
    const center = await measureCenter(context, below, along(Float64Array.of(1, 0, 0)), TIGHT);
    const at = coordinatesOf(center, v);
    const probe = await probeProfile(model, center, at.x);
    expect(predictedReadout(center, v, at, probe).sharpness).toBeCloseTo(15 + Y + 3 * ZETA * X, 12);
    expect(cubicReadout(center, at, ETA).sharpness).toBeCloseTo(20 + Y + 3 * ZETA * X, 12);
  });
});

test("turning u turns x and nothing else", async () => {
  const model = valleyModel({ ...STRAIGHT, zeta: 0.5 });
  const v = Float64Array.of(0.1, 0.2, 0.3);
  const seenFrom = async (sign: 1 | -1) => {
    const center = await measureCenter(
      exactContext(model),
      Float64Array.of(0, 20, 0),
      along(Float64Array.of(sign, 0, 0)),
      TIGHT,
    );
    const at = coordinatesOf(center, v);
    const probe = await probeProfile(model, center, at.x);
    const [product] = await (await model.expandAt(center.parameters)).hessianProducts([v]);
    return {
      at,
      cubic: advanceCubic(center, v, at, product!, 0.1),
      sharpness: predictedReadout(center, v, at, probe).sharpness,
    };
  };
  const [here, turned] = [await seenFrom(1), await seenFrom(-1)];
  expect([here.at.x, turned.at.x]).toEqual([expect.closeTo(0.1, 12), expect.closeTo(-0.1, 12)]);
  expect(turned.at.y).toBeCloseTo(0.2, 12);
  for (const { cubic, sharpness } of [here, turned]) {
    expect(cubic[0]).toBeCloseTo(-(1 + 0.1 * 0.2) * 0.1, 12);
    expect(sharpness).toBeCloseTo(20 + 0.2 + 1.5 * 0.1, 12);
  }
});
