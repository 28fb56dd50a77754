import { describe, expect, test } from "vitest";
import { distance, dot, norm, plusScaled } from "../../math/vector.ts";
import type { Dataset } from "../../model/dataset.ts";
import type { Activation, Loss, Model } from "../../model/experiment.ts";
import { networkLayers } from "../../model/networkLayers.ts";
import { float64Arithmetic } from "../backends/float64.ts";
import { createFloat64Layered } from "../backends/float64/float64Network.ts";
import { tensorflowArithmetic } from "../backends/tensorflow.ts";
import { wasmArithmetic } from "../backends/wasm/wasmArithmetic.ts";
import { tensorsLeft } from "../fixtures/tensorsLeft.ts";
import { goldenCnnPoints } from "../golden/points.ts";
import { registerWasm, tf } from "../tf.ts";
import { createLayeredNetwork } from "./layeredNetwork.ts";
import type { Create, LayeredDescription } from "./networkDescription.ts";

type CreateLayered = Create<LayeredDescription>;

const relative = (a: Float64Array, b: Float64Array) => distance(a, b) / norm(b);

const onArithmetic: CreateLayered = (description, dataset) =>
  createLayeredNetwork(float64Arithmetic, description, dataset);

async function onTensorflow(backend: "wasm" | "cpu"): Promise<CreateLayered> {
  if (backend === "wasm") await registerWasm(undefined);
  await tf.setBackend(backend);
  return (description, dataset) =>
    createLayeredNetwork(tensorflowArithmetic(backend), description, dataset);
}

async function onWasm(): Promise<CreateLayered> {
  await registerWasm(undefined);
  await tf.setBackend("wasm");
  const ops = wasmArithmetic();
  return (description, dataset) => createLayeredNetwork(ops, description, dataset);
}

/** The two ways to compute in float64: with products written out by hand, and the readable one. */
const FLOAT64 = [
  { name: "float64", create: createFloat64Layered },
  { name: "the float64 arithmetic", create: onArithmetic },
];
const BACKENDS = [
  ...FLOAT64.map(({ name, create }) => ({
    name,
    tolerance: 1e-9,
    open: () => Promise.resolve(create),
  })),
  { name: "wasm", tolerance: 1e-5, open: onWasm },
  { name: "wasm, composed", tolerance: 1e-5, open: () => onTensorflow("wasm") },
  { name: "cpu", tolerance: 1e-5, open: () => onTensorflow("cpu") },
];

describe.each(BACKENDS)("convolutional networks on $name", ({ open, tolerance }) => {
  test.each(goldenCnnPoints())("agree with the reference at point $name", async (point) => {
    const create = await open();
    const model = create(point.description, point.dataset);
    const at = await model.expandAt(point.parameters);
    expect(Math.abs(at.loss / point.loss - 1)).toBeLessThan(tolerance);
    expect(relative(at.gradient, point.gradient)).toBeLessThan(tolerance);
    const products = await at.hessianProducts([point.topEigenvector, point.direction]);
    expect(relative(products[1]!, point.hessianProduct)).toBeLessThan(tolerance);
    const curvature = dot(products[0]!, point.topEigenvector);
    expect(Math.abs(curvature / point.leadingEigenvalues[0]! - 1)).toBeLessThan(tolerance);
    const third = await at.thirdDerivative(point.direction);
    expect(relative(third, point.thirdDerivative)).toBeLessThan(tolerance);
    const slope = await at.thirdDerivative(point.topEigenvector);
    expect(relative(slope, point.sharpnessGradient)).toBeLessThan(tolerance);
    at.dispose();
    model.dispose();
  });
});

/** Values of order one without a pattern. */
function wave(length: number, frequency: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => Math.sin(frequency * (i + 1) + 0.1 * i * i));
}

function imagesOf(samples: number, channels: number, side: number, outputs: number): Dataset {
  const inputSize = channels * side * side;
  return {
    inputs: wave(samples * inputSize, 1.3),
    targets: wave(samples * outputs, 0.7),
    samples,
    inputSize,
    outputSize: outputs,
    image: { channels, height: side, width: side },
  };
}

interface Case {
  model: Model;
  dataset: Dataset;
  loss: Loss;
  /** Size of θ, so that activations are neither flat nor linear. */
  size: number;
}

const POINTS = imagesOf(7, 1, 2, 2);
const widths = (activation: Activation) => ({ hidden: [5, 5, 5], activation, bias: true });
const CASES: [string, Case][] = [
  [
    "the paper's convolutional network",
    {
      model: { kind: "cnn", channels: [32, 32], activation: "swish" },
      dataset: imagesOf(3, 3, 32, 10),
      loss: "mse",
      size: 0.08,
    },
  ],
  [
    "a convolutional network on images of odd sides",
    {
      model: { kind: "cnn", channels: [3, 2], activation: "tanh" },
      dataset: imagesOf(4, 1, 7, 2),
      loss: "half-mse",
      size: 0.5,
    },
  ],
  [
    "a deep linear network",
    { model: { kind: "mlp", ...widths("identity") }, dataset: POINTS, loss: "mse", size: 0.7 },
  ],
  [
    "a residual network",
    { model: { kind: "residual-mlp", ...widths("tanh") }, dataset: POINTS, loss: "mse", size: 0.5 },
  ],
  [
    "a residual network without bias",
    {
      model: { kind: "residual-mlp", ...widths("swish"), bias: false },
      dataset: POINTS,
      loss: "half-mse",
      size: 0.5,
    },
  ],
  [
    "a network with layer normalisation",
    {
      model: { kind: "layernorm-mlp", ...widths("gelu") },
      dataset: POINTS,
      loss: "mse",
      size: 0.8,
    },
  ],
  [
    "a linear network with layer normalisation",
    {
      model: { kind: "layernorm-mlp", ...widths("identity"), bias: false },
      dataset: POINTS,
      loss: "mse",
      size: 0.8,
    },
  ],
];

describe.each(FLOAT64)("against central differences, $name", ({ create }) => {
  test.each(CASES)("%s: gradient, Hv and ∇³L(v, v)", async (_, problem) => {
    const { model: kind, dataset, loss, size } = problem;
    const description: LayeredDescription = {
      layers: networkLayers(kind, dataset),
      activation: kind.activation,
      loss,
    };
    const model = create(description, dataset);
    const d = model.parameterCount;
    const theta = wave(d, 0.7).map((value) => size * value);
    const v = wave(d, 1.9).map((value) => size * value);
    const at = await model.expandAt(theta);
    // Fourth-order central differences: of L for the gradient, of ∇L for the rest.
    const h = 4e-3;
    const gradients: Float64Array[] = [];
    const losses: number[] = [];
    for (const t of [2, 1, -1, -2]) {
      const beside = await model.expandAt(plusScaled(theta, t * h, v));
      gradients.push(beside.gradient);
      losses.push(beside.loss);
      beside.dispose();
    }
    const slopeOf = ([p2, p1, m1, m2]: number[]) => (-p2! + 8 * p1! - 8 * m1! + m2!) / (12 * h);
    const bendOf = ([p2, p1, m1, m2]: number[], middle: number) =>
      (-p2! + 16 * p1! - 30 * middle + 16 * m1! - m2!) / (12 * h * h);
    const each = (f: (values: number[], i: number) => number) =>
      theta.map((_value, i) =>
        f(
          gradients.map((gradient) => gradient[i]!),
          i,
        ),
      );
    expect(Math.abs(slopeOf(losses) / dot(at.gradient, v) - 1)).toBeLessThan(1e-6);
    const [product] = await at.hessianProducts([v]);
    expect(relative(product!, each(slopeOf))).toBeLessThan(1e-6);
    const third = await at.thirdDerivative(v);
    const bend = each((values, i) => bendOf(values, at.gradient[i]!));
    expect(relative(third, bend)).toBeLessThan(1e-6);
    at.dispose();
    model.dispose();
  });
});

test.each([
  { name: "cpu", open: () => onTensorflow("cpu") },
  { name: "wasm", open: onWasm },
  { name: "wasm, composed", open: () => onTensorflow("wasm") },
])("no tensor outlives its point and its network on $name", async ({ open }) => {
  const create = await open();
  const point = goldenCnnPoints()[0]!;
  const build = () => create(point.description, point.dataset);
  expect(await tensorsLeft(build, point)).toBe(0);
});
