import { describe, expect, test } from "vitest";
import { distance, dot, norm, plusScaled } from "../../math/vector.ts";
import { float64Arithmetic } from "../backends/float64.ts";
import { createFloat64Mlp } from "../backends/float64/float64Mlp.ts";
import type { CreateModel } from "../backends/selfTest.ts";
import { tensorflowArithmetic } from "../backends/tensorflow.ts";
import { createWasmMlp } from "../backends/wasm/wasmMlp.ts";
import { tensorsLeft } from "../fixtures/tensorsLeft.ts";
import { datasetOf, goldenPoints } from "../golden/points.ts";
import { registerWasm, tf } from "../tf.ts";
import { createMlp } from "./mlp.ts";

const relative = (a: Float64Array, b: Float64Array) => distance(a, b) / norm(b);

const onArithmetic: CreateModel = (description, dataset) =>
  createMlp(float64Arithmetic, description, dataset);

async function onTensorflow(backend: "wasm" | "cpu"): Promise<CreateModel> {
  if (backend === "wasm") await registerWasm(undefined);
  await tf.setBackend(backend);
  return (description, dataset) => createMlp(tensorflowArithmetic(backend), description, dataset);
}

async function onWasm(): Promise<CreateModel> {
  await registerWasm(undefined);
  await tf.setBackend("wasm");
  return createWasmMlp;
}

/** The two ways to compute in float64: written out by hand, and over the readable arithmetic. */
const FLOAT64 = [
  { name: "float64", create: createFloat64Mlp },
  { name: "the float64 arithmetic", create: onArithmetic },
];

const backends = [
  ...FLOAT64.map(({ name, create }) => ({
    name,
    tolerance: 1e-9,
    open: () => Promise.resolve<CreateModel>(create),
  })),
  { name: "wasm", tolerance: 1e-5, open: onWasm },
  { name: "wasm, composed", tolerance: 1e-5, open: () => onTensorflow("wasm") },
  { name: "cpu", tolerance: 1e-5, open: () => onTensorflow("cpu") },
];

describe.each(backends)("derivatives on $name", ({ open, tolerance }) => {
  test.each(goldenPoints())("agree with the reference at point $name", async (point) => {
    const create = await open();
    const model = create(point.description, point.dataset);
    const at = await model.expandAt(point.parameters);
    expect(Math.abs(at.loss - point.loss) / point.loss).toBeLessThan(tolerance);
    expect(relative(at.gradient, point.gradient)).toBeLessThan(tolerance);
    const products = await at.hessianProducts([point.topEigenvector, point.direction]);
    expect(relative(products[1]!, point.hessianProduct)).toBeLessThan(tolerance);
    const curvature = dot(products[0]!, point.topEigenvector);
    expect(Math.abs(curvature / point.leadingEigenvalues[0]! - 1)).toBeLessThan(tolerance);
    const third = await at.thirdDerivative(point.direction);
    // A multilinear loss may have a vanishing third derivative: compare to its scale then.
    const size = Math.max(norm(point.thirdDerivative), 1e-6);
    expect(distance(third, point.thirdDerivative) / size).toBeLessThan(tolerance);
    at.dispose();
    model.dispose();
  });
});

test.each([
  { name: "cpu", open: () => onTensorflow("cpu") },
  { name: "wasm", open: onWasm },
])("no tensor outlives its point and its model on $name", async ({ open }) => {
  const create = await open();
  const point = goldenPoints()[5]!;
  const build = () => create(point.description, point.dataset);
  expect(await tensorsLeft(build, point)).toBe(0);
});

test.each([
  ...FLOAT64.map(({ name, create }) => ({ name, open: () => Promise.resolve(create) })),
  { name: "wasm", open: onWasm },
])("$name refuses a parameter vector of the wrong length", async ({ open }) => {
  const create = await open();
  const point = goldenPoints()[0]!;
  const model = create(point.description, point.dataset);
  await expect(model.expandAt(new Float64Array(3))).rejects.toThrow("got 3 parameters");
});

describe.each(FLOAT64)("against central differences of the loss, $name", ({ create }) => {
  const inputs = [
    [0.3, -1.2],
    [1.1, 0.4],
    [-0.7, 0.9],
    [0.2, 0.1],
  ];
  const oneHot = [
    [1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ];
  const signs = [[1], [-1], [-1], [1]];

  test.each([
    { loss: "cross-entropy" as const, targets: oneHot, outputs: 3 },
    { loss: "logistic" as const, targets: signs, outputs: 1 },
  ])("$loss: gradient, Hv and ∇³L(v,v)", async ({ loss, targets, outputs }) => {
    const model = create(
      { sizes: [2, 4, 3, outputs], bias: true, activation: "gelu", loss },
      datasetOf(inputs, targets),
    );
    const wave = (frequency: number) =>
      Float64Array.from({ length: model.parameterCount }, (_, i) => Math.sin(frequency * i + 1));
    const theta = wave(0.7);
    const v = wave(1.3);
    const at = await model.expandAt(theta);
    // Fourth-order central differences: of L for the gradient, of ∇L for the rest.
    const h = 1e-3;
    const along = (t: number) => model.expandAt(plusScaled(theta, t, v));
    const [p2, p1, m1, m2] = await Promise.all([along(2 * h), along(h), along(-h), along(-2 * h)]);
    const slope = (-p2.loss + 8 * p1.loss - 8 * m1.loss + m2.loss) / (12 * h);
    expect(Math.abs(slope / dot(at.gradient, v) - 1)).toBeLessThan(1e-8);
    const first = theta.map(
      (_, i) =>
        (-p2.gradient[i]! + 8 * p1.gradient[i]! - 8 * m1.gradient[i]! + m2.gradient[i]!) / (12 * h),
    );
    const second = theta.map(
      (_, i) =>
        (-p2.gradient[i]! +
          16 * p1.gradient[i]! -
          30 * at.gradient[i]! +
          16 * m1.gradient[i]! -
          m2.gradient[i]!) /
        (12 * h * h),
    );
    const [hv] = await at.hessianProducts([v]);
    expect(relative(hv!, first)).toBeLessThan(1e-8);
    expect(relative(await at.thirdDerivative(v), second)).toBeLessThan(1e-6);
  });
});

test.each(FLOAT64)("a linear model has a constant Hessian, $name", async ({ create }) => {
  const model = create(
    { sizes: [2, 1], bias: true, activation: "tanh", loss: "mse" },
    datasetOf(
      [
        [1, 2],
        [3, -1],
      ],
      [[1], [0]],
    ),
  );
  const at = await model.expandAt(Float64Array.of(0.1, 0.2, 0.3));
  const v = Float64Array.of(1, 0, 0);
  // H = (2/n) Σ x̃x̃ᵀ with x̃ = (x, 1).
  expect([...(await at.hessianProducts([v]))[0]!]).toEqual([10, -1, 4]);
  expect([...(await at.thirdDerivative(v))]).toEqual([0, 0, 0]);
});
