import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { distance, norm } from "../../../math/vector.ts";
import type { Dataset } from "../../../model/dataset.ts";
import { ACTIVATIONS, LOSSES } from "../../../model/experiment.ts";
import { parameterCount } from "../../../model/network.ts";
import { createMlp, type MlpDescription } from "../../taylor/mlp.ts";
import type { TaylorModel } from "../../taylor/taylorModel.ts";
import { registerWasm, tf, wasmBackend } from "../../tf.ts";
import { tensorflowArithmetic } from "../tensorflow.ts";
import { createWasmMlp, createWasmMlps } from "./wasmMlp.ts";

beforeAll(async () => {
  await registerWasm(undefined);
  await tf.setBackend("wasm");
});

/** Numbers without a pattern that repeats within a vector. */
function wave(length: number, frequency: number, size: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => size * Math.sin(frequency * i * i + i + 1));
}

function datasetFor({ sizes, loss }: MlpDescription, samples: number): Dataset {
  const [inputSize, outputSize] = [sizes[0]!, sizes.at(-1)!];
  const targets = Float64Array.from({ length: samples * outputSize }, (_, p) => {
    if (loss === "logistic") return p % 2 === 0 ? 1 : -1;
    const [sample, output] = [Math.floor(p / outputSize), p % outputSize];
    return output === sample % outputSize ? 1 : 0;
  });
  return { inputs: wave(samples * inputSize, 0.7, 1), targets, samples, inputSize, outputSize };
}

/** Of order one behind every layer, whatever its width. */
function parametersFor({ sizes, bias }: MlpDescription, seed: number): Float64Array {
  const widest = Math.max(...sizes.slice(0, -1));
  return wave(parameterCount(sizes, bias), 0.31 + 0.01 * seed, 1.2 / Math.sqrt(widest));
}

async function derivatives(model: TaylorModel, theta: Float64Array, directions: Float64Array[]) {
  const at = await model.expandAt(theta);
  const products = await at.hessianProducts(directions);
  const third = await at.thirdDerivative(directions[0]!);
  at.dispose();
  return { loss: Float64Array.of(at.loss), gradient: at.gradient, products, third };
}

const NETWORK: MlpDescription = {
  sizes: [3, 17, 9, 2],
  bias: true,
  activation: "swish",
  loss: "cross-entropy",
};

test("derivatives agree with the composed float32 version on any network", async () => {
  const networks = fc.record({
    hidden: fc.array(fc.integer({ min: 1, max: 19 }), { maxLength: 3 }),
    inputs: fc.integer({ min: 1, max: 12 }),
    outputs: fc.integer({ min: 1, max: 5 }),
    bias: fc.boolean(),
    activation: fc.constantFrom(...ACTIVATIONS),
    loss: fc.constantFrom(...LOSSES),
    samples: fc.integer({ min: 1, max: 40 }),
    directions: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat({ max: 50 }),
  });
  await fc.assert(
    fc.asyncProperty(networks, async ({ hidden, inputs, outputs, ...rest }) => {
      const { bias, activation, loss, samples, seed } = rest;
      const sizes = [inputs, ...hidden, loss === "logistic" ? 1 : outputs];
      const description: MlpDescription = { sizes, bias, activation, loss };
      const dataset = datasetFor(description, samples);
      const theta = parametersFor(description, seed);
      const directions = Array.from({ length: rest.directions }, (_, i) => {
        const v = wave(theta.length, 1.3 + i, 1);
        const length = norm(v);
        return v.map((entry) => entry / length);
      });
      const composed = createMlp(tensorflowArithmetic("wasm"), description, dataset);
      const fused = createWasmMlp(description, dataset);
      const expected = await derivatives(composed, theta, directions);
      const measured = await derivatives(fused, theta, directions);
      composed.dispose();
      fused.dispose();
      const expectClose = (a: Float64Array, b: Float64Array, what: string) => {
        // A derivative that vanishes is a difference of numbers of order one.
        expect(distance(a, b) / Math.max(norm(b), 0.1), what).toBeLessThan(1e-5);
      };
      expectClose(measured.loss, expected.loss, "loss");
      expectClose(measured.gradient, expected.gradient, "gradient");
      expectClose(measured.third, expected.third, "third derivative");
      for (const [i, product] of measured.products.entries()) {
        expectClose(product, expected.products[i]!, `product ${i}`);
      }
    }),
    { numRuns: 150 },
  );
});

test("tensors and memory stay flat over 2,000 passes", async () => {
  const model = createWasmMlp(NETWORK, datasetFor(NETWORK, 30));
  const theta = parametersFor(NETWORK, 0);
  const directions = [wave(theta.length, 1.1, 1), wave(theta.length, 1.7, 1)];
  await derivatives(model, theta, directions);
  const tensors = tf.memory().numTensors;
  const bytes = wasmBackend().wasm.HEAPU8.length;
  for (let pass = 0; pass < 2000; pass++) await derivatives(model, theta, directions);
  expect(tf.memory().numTensors).toBe(tensors);
  expect(wasmBackend().wasm.HEAPU8.length).toBe(bytes);
  model.dispose();
});

test("points open at the same time have memory of their own", async () => {
  const model = createWasmMlp(NETWORK, datasetFor(NETWORK, 30));
  const [here, there] = [parametersFor(NETWORK, 0), parametersFor(NETWORK, 1)];
  const v = wave(here.length, 1.1, 1);
  const alone = await derivatives(model, here, [v]);
  const first = await model.expandAt(here);
  const second = await model.expandAt(there);
  const ofSecond = await second.hessianProducts([v]);
  expect(await first.hessianProducts([v])).toEqual(alone.products);
  expect(await first.thirdDerivative(v)).toEqual(alone.third);
  expect(await second.hessianProducts([v])).toEqual(ofSecond);
  first.dispose();
  first.dispose();
  // A point disposed twice gives its memory back once.
  const third = await model.expandAt(here);
  const fourth = await model.expandAt(there);
  expect(await third.hessianProducts([v])).toEqual(alone.products);
  for (const point of [second, third, fourth]) point.dispose();
  model.dispose();
});

test("results do not change when wasm's memory grows under an open point", async () => {
  const model = createWasmMlp(NETWORK, datasetFor(NETWORK, 30));
  const theta = parametersFor(NETWORK, 2);
  const v = wave(theta.length, 1.1, 1);
  const before = await derivatives(model, theta, [v]);
  const at = await model.expandAt(theta);
  const { buffer } = wasmBackend().wasm.HEAPU8;
  const large = tf.zeros([Math.ceil(buffer.byteLength / 4)]);
  expect(wasmBackend().wasm.HEAPU8.buffer).not.toBe(buffer);
  expect(await at.hessianProducts([v])).toEqual(before.products);
  expect(await at.thirdDerivative(v)).toEqual(before.third);
  at.dispose();
  expect(await derivatives(model, theta, [v])).toEqual(before);
  large.dispose();
  model.dispose();
});

test("networks over groups share a point's parameters, and give what each gives alone", async () => {
  const tensors = tf.memory().numTensors;
  const groups = [7, 4, 9].map((samples) => datasetFor(NETWORK, samples));
  const together = createWasmMlps(NETWORK, groups);
  const [here, there] = [parametersFor(NETWORK, 0), parametersFor(NETWORK, 1)];
  const v = wave(here.length, 1.1, 1);
  const expandAll = async (theta: Float64Array) => {
    const points = [];
    for (const model of together) points.push(await model.expandAt(theta));
    return points;
  };
  const first = await expandAll(here);
  const parameters = tf.memory().numTensors;
  // Another point at the same vector is a point of its own.
  const again = await expandAll(here);
  expect(tf.memory().numTensors - parameters).toBe(groups.length + 1);
  const second = await expandAll(there);
  for (const [i, group] of groups.entries()) {
    const alone = createWasmMlp(NETWORK, group);
    for (const [theta, points] of [
      [here, first],
      [there, second],
      [here, again],
    ] as const) {
      const expected = await derivatives(alone, theta, [v]);
      expect(points[i]!.gradient).toEqual(expected.gradient);
      expect(await points[i]!.hessianProducts([v])).toEqual(expected.products);
      expect(await points[i]!.thirdDerivative(v)).toEqual(expected.third);
    }
    alone.dispose();
  }
  for (const point of first) point.dispose();
  // Memory given back serves the next point.
  const before = tf.memory().numTensors;
  const third = await expandAll(there);
  expect(third[0]!.gradient).toEqual(second[0]!.gradient);
  expect(tf.memory().numTensors).toBe(before);
  for (const model of together) model.dispose();
  for (const point of [...again, ...second, ...third]) point.dispose();
  expect(tf.memory().numTensors).toBe(tensors);
});

test("a point that outlives its model frees its own memory", async () => {
  const tensors = tf.memory().numTensors;
  const model = createWasmMlp(NETWORK, datasetFor(NETWORK, 5));
  const at = await model.expandAt(parametersFor(NETWORK, 0));
  model.dispose();
  at.dispose();
  expect(tf.memory().numTensors).toBe(tensors);
});

test.each(ACTIVATIONS)(
  "parameters that overflow give a loss that is not finite (%s)",
  async (activation) => {
    const description: MlpDescription = { ...NETWORK, activation, loss: "mse" };
    const model = createWasmMlp(description, datasetFor(description, 4));
    const theta = parametersFor(description, 0).map((value) => 1e40 * value);
    const at = await model.expandAt(theta);
    expect(Number.isFinite(at.loss)).toBe(false);
    at.dispose();
    model.dispose();
  },
);
