/** The fused programs on the software adapter, where a dispatch takes a millisecond: tiny networks. */
import { beforeAll, describe, expect, test } from "vitest";
import { distance, norm } from "../../../math/vector.ts";
import type { Dataset } from "../../../model/dataset.ts";
import type { Activation, Loss } from "../../../model/experiment.ts";
import { parameterCount } from "../../../model/network.ts";
import { datasetOf } from "../../golden/points.ts";
import { createMlp, type MlpDescription } from "../../taylor/mlp.ts";
import { mixedThirdDerivatives } from "../../taylor/mixedThirdDerivatives.ts";
import type { TaylorModel } from "../../taylor/taylorModel.ts";
import { tf, webgpuDevice } from "../../tf.ts";
import { WASM_FILES } from "../../wasmFiles.ts";
import { float64Arithmetic } from "../float64.ts";
import { openBackend } from "../openBackend.ts";
import { inSampleGroups, separately } from "../sampleGroups.ts";
import { createFusedMlp, numbersPerSample } from "./fusedMlp.ts";
import { countDispatches } from "./fixtures/countDispatches.ts";

const errors: string[] = [];

beforeAll(async () => {
  await openBackend("webgpu", WASM_FILES);
  webgpuDevice()!.addEventListener("uncapturederror", ({ error }) => errors.push(error.message));
});

const wave = (length: number, frequency: number, size = 1) =>
  Float64Array.from({ length }, (_, i) => size * Math.sin(frequency * (i + 1)));

function regression(sizes: number[], samples: number): Dataset {
  const rows = (columns: number, frequency: number) =>
    Array.from({ length: samples }, (_, i) => [
      ...wave(columns * samples, frequency).slice(i * columns, (i + 1) * columns),
    ]);
  return datasetOf(rows(sizes[0]!, 1.7), rows(sizes.at(-1)!, 0.9));
}

const THREE_LAYERS: MlpDescription = {
  sizes: [2, 5, 4, 1],
  bias: true,
  activation: "tanh",
  loss: "mse",
};
const D = parameterCount(THREE_LAYERS.sizes, true);
const [THETA, V, W] = [wave(D, 1.1), wave(D, 2.3), wave(D, 3.1)];
const threeLayers = (largestState?: number) =>
  createFusedMlp(THREE_LAYERS, regression(THREE_LAYERS.sizes, 6), largestState);

test("in groups of samples that fit the buffers, the derivatives of all of them", async () => {
  const sizes = [30, 5, 4, 1];
  const description = { ...THREE_LAYERS, sizes };
  const dataset = regression(sizes, 20);
  // Six matrices of ten columns at order two: 60 numbers for each sample.
  expect(numbersPerSample(description)).toBe(60);
  const grouped = inSampleGroups(
    separately((of: MlpDescription, group) => createFusedMlp(of, group)),
    { pass: Infinity, buffer: { numbers: 8 * 60, perSample: numbersPerSample } },
  )(description, dataset);
  expect(grouped.terms).toHaveLength(3);
  const d = parameterCount(sizes, true);
  const [theta, v] = [wave(d, 1.1), wave(d, 2.3)];
  const exact = createMlp(float64Arithmetic, description, dataset);
  const [a, b] = [await grouped.expandAt(theta), await exact.expandAt(theta)];
  const isClose = (x: Float64Array, y: Float64Array) => {
    expect(distance(x, y) / norm(y)).toBeLessThan(1e-5);
  };
  isClose(a.gradient, b.gradient);
  isClose((await a.hessianProducts([v]))[0]!, (await b.hessianProducts([v]))[0]!);
  isClose(await a.thirdDerivative(v), await b.thirdDerivative(v));
  for (const point of [a, b]) point.dispose();
  grouped.dispose();
});

test("the self-test runs these programs before they are trusted", async () => {
  expect(await countDispatches(() => openBackend("webgpu", WASM_FILES))).toBe(6);
});

describe("dispatches of a three-layer network", () => {
  test("two for each evaluation: gradient, any number of Hessian products, third derivative", async () => {
    const model = threeLayers();
    let point = await model.expandAt(THETA);
    const counts = [
      await countDispatches(async () => {
        point.dispose();
        point = await model.expandAt(THETA);
      }),
      await countDispatches(() => point.hessianProducts([V])),
      await countDispatches(() => point.hessianProducts([V, W, THETA])),
      await countDispatches(() => point.thirdDerivative(V)),
    ];
    point.dispose();
    model.dispose();
    expect(counts).toEqual([2, 2, 2, 2]);
  });

  test("two for all mixed third derivatives of three directions, as in float64", async () => {
    const model = threeLayers();
    const exact = createMlp(float64Arithmetic, THREE_LAYERS, regression(THREE_LAYERS.sizes, 6));
    const along = [V, W, THETA].map((v) => v.map((entry) => entry / norm(v)));
    const [point, reference] = [await model.expandAt(THETA), await exact.expandAt(THETA)];
    let mixed: Float64Array[] = [];
    const count = await countDispatches(async () => {
      mixed = await mixedThirdDerivatives(point, along);
    });
    expect(count).toBe(2);
    for (const [k, third] of (await mixedThirdDerivatives(reference, along)).entries()) {
      expect(distance(mixed[k]!, third) / norm(third)).toBeLessThan(1e-4);
    }
    point.dispose();
    model.dispose();
  });

  test("at most 17 for ∇L, ∇²L u and ∇³L(u, u) at a fresh point", async () => {
    const model = threeLayers();
    const count = await countDispatches(() => derivativesOf(model, THETA, V));
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(17);
  });
});

async function derivativesOf(model: TaylorModel, theta: Float64Array, v: Float64Array) {
  const point = await model.expandAt(theta);
  const { loss, gradient } = point;
  const [product] = await point.hessianProducts([v]);
  const third = await point.thirdDerivative(v);
  point.dispose();
  model.dispose();
  return { loss: Float64Array.of(loss), gradient, product: product!, third };
}

const oneHot = (sizes: number[], samples: number): Dataset => {
  const dataset = regression(sizes, samples);
  dataset.targets.fill(0);
  for (let i = 0; i < samples; i++) dataset.targets[i * sizes.at(-1)! + (i % sizes.at(-1)!)] = 1;
  return dataset;
};
const signs = (sizes: number[], samples: number): Dataset => {
  const dataset = regression(sizes, samples);
  return { ...dataset, targets: dataset.targets.map((y) => (y > 0 ? 1 : -1)) };
};

interface Case {
  sizes: number[];
  samples: number;
  activation: Activation;
  loss: Loss;
  bias: boolean;
  data: (sizes: number[], samples: number) => Dataset;
  size: number;
}

// Tiles have 16 entries, workgroups 8 samples and 128 threads: below, at and above each.
test.each<Case>([
  {
    sizes: [3, 17, 16, 2],
    samples: 19,
    activation: "tanh",
    loss: "mse",
    bias: true,
    data: regression,
    size: 0.5,
  },
  {
    sizes: [2, 70, 3],
    samples: 8,
    activation: "swish",
    loss: "cross-entropy",
    bias: false,
    data: oneHot,
    size: 0.5,
  },
  {
    sizes: [5, 4, 6, 3, 1],
    samples: 33,
    activation: "gelu",
    loss: "logistic",
    bias: true,
    data: signs,
    size: 1,
  },
  {
    sizes: [4, 3],
    samples: 7,
    activation: "relu",
    loss: "cross-entropy",
    bias: true,
    data: oneHot,
    size: 1,
  },
  {
    sizes: [4, 1],
    samples: 2,
    activation: "identity",
    loss: "half-mse",
    bias: false,
    data: regression,
    size: 1,
  },
])(
  "$activation $loss on $samples samples, network $sizes: the composed version in float64",
  async ({ sizes, samples, activation, loss, bias, data, size }) => {
    const description = { sizes, bias, activation, loss };
    const dataset = data(sizes, samples);
    const d = parameterCount(sizes, bias);
    const [theta, v] = [wave(d, 1.1, size), wave(d, 2.3)];
    const composed = createMlp(float64Arithmetic, description, dataset);
    const expected = await derivativesOf(composed, theta, v);
    const measured = await derivativesOf(createFusedMlp(description, dataset), theta, v);
    for (const name of ["loss", "gradient", "product", "third"] as const) {
      const scale = Math.max(norm(expected[name]), 1e-6);
      expect(distance(measured[name], expected[name]) / scale, name).toBeLessThan(1e-5);
    }
  },
);

test.each<Activation>(["tanh", "swish", "gelu", "relu"])(
  "%s at pre-activations of thousands is finite, as in float64",
  async (activation) => {
    const description: MlpDescription = { ...THREE_LAYERS, activation };
    const dataset = regression(description.sizes, 6);
    const theta = THETA.map((value) => 100 * value);
    const composed = createMlp(float64Arithmetic, description, dataset);
    const expected = await derivativesOf(composed, theta, V);
    const measured = await derivativesOf(createFusedMlp(description, dataset), theta, V);
    for (const name of ["loss", "gradient"] as const) {
      const error = distance(measured[name], expected[name]) / norm(expected[name]);
      expect(error, name).toBeLessThan(1e-4);
    }
    expect([...measured.product, ...measured.third].every(Number.isFinite)).toBe(true);
  },
);

test.each<Pick<MlpDescription, "activation" | "loss">>([
  { activation: "tanh", loss: "mse" },
  { activation: "swish", loss: "cross-entropy" },
  { activation: "gelu", loss: "logistic" },
  { activation: "relu", loss: "half-mse" },
  { activation: "identity", loss: "mse" },
])("$activation and $loss do not hide that a run has diverged", async (functions) => {
  const model = createFusedMlp(
    { ...THREE_LAYERS, ...functions },
    regression(THREE_LAYERS.sizes, 6),
  );
  const theta = THETA.slice();
  theta[0] = NaN;
  const point = await model.expandAt(theta);
  expect(point.loss).toBeNaN();
  point.dispose();
  model.dispose();
});

test("sums have a fixed order: twice the same, bit for bit, and in turns as together", async () => {
  const model = threeLayers();
  const oneAtATime = threeLayers(1);
  const [a, b] = [await model.expandAt(THETA), await oneAtATime.expandAt(THETA)];
  expect(b.gradient).toEqual(a.gradient);
  const together = await a.hessianProducts([V, W]);
  expect(await a.hessianProducts([V, W])).toEqual(together);
  expect(await b.hessianProducts([V, W])).toEqual(together);
  expect(await countDispatches(() => b.hessianProducts([V, W]))).toBe(4);
  expect(await a.hessianProducts([])).toEqual([]);
  for (const disposable of [a, b, model, oneAtATime]) disposable.dispose();
});

test("points that are open at the same time do not share memory", async () => {
  const model = threeLayers();
  const alone = await model.expandAt(THETA);
  const expected = {
    products: await alone.hessianProducts([V]),
    third: await alone.thirdDerivative(V),
  };
  alone.dispose();
  const first = await model.expandAt(THETA);
  const second = await model.expandAt(W);
  const [products, otherProducts] = await Promise.all([
    first.hessianProducts([V]),
    second.hessianProducts([V]),
  ]);
  expect(products).toEqual(expected.products);
  expect(otherProducts).not.toEqual(expected.products);
  second.dispose();
  const third = await model.expandAt(V);
  expect(await first.thirdDerivative(V)).toEqual(expected.third);
  for (const disposable of [first, third, model]) disposable.dispose();
});

test("fifty passes leave no tensor and no buffer behind", async () => {
  const used = () => {
    const { numTensors, numBytes } = tf.memory();
    const { numBytesAllocatedInGPU } = tf.memory() as { numBytesAllocatedInGPU?: number };
    return { numTensors, numBytes, numBytesAllocatedInGPU };
  };
  const model = threeLayers();
  const pass = async () => {
    const point = await model.expandAt(THETA);
    await point.hessianProducts([V, W]);
    await point.thirdDerivative(V);
    point.dispose();
  };
  await pass();
  await pass();
  const before = used();
  expect(before.numBytesAllocatedInGPU).toBeGreaterThan(0);
  for (let i = 0; i < 50; i++) await pass();
  expect(used()).toEqual(before);
  model.dispose();
});

test("a parameter vector of the wrong length is refused", async () => {
  const model = threeLayers();
  await expect(model.expandAt(new Float64Array(3))).rejects.toThrow("got 3 parameters");
  model.dispose();
});

// Last, when all programs have run: a validation error is reported only to who listens.
test("the device has reported no error", async () => {
  expect(tf.getBackend()).toBe("webgpu");
  await (webgpuDevice() as unknown as GPUDevice).queue.onSubmittedWorkDone();
  expect(errors).toEqual([]);
});
