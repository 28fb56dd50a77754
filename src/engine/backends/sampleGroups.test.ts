import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../math/random.ts";
import { distance, norm } from "../../math/vector.ts";
import type { Dataset } from "../../model/dataset.ts";
import type { Loss } from "../../model/experiment.ts";
import { initialParameters } from "../../model/initialParameters.ts";
import { networkLayout, parameterCount } from "../../model/network.ts";
import { goldenCnnPoints, goldenPoints } from "../golden/points.ts";
import { scriptedClock, withPasses } from "../pacing/fixtures/timedPasses.ts";
import { pacedModel } from "../pacing/pacedModel.ts";
import { AbandonedError, Turns } from "../pacing/turns.ts";
import { createLayeredNetwork } from "../taylor/layeredNetwork.ts";
import type { MlpDescription } from "../taylor/mlp.ts";
import type { LayeredDescription } from "../taylor/networkDescription.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { networkLayers, parameterLayouts } from "../../model/networkLayers.ts";
import { float64Arithmetic } from "./float64.ts";
import { createFloat64Layered } from "./float64/float64Network.ts";
import { createFloat64Mlp } from "./float64/float64Mlp.ts";
import { openBackend } from "./openBackend.ts";
import {
  inSampleGroups,
  layersInSampleGroups,
  separately,
  type GroupLimits,
} from "./sampleGroups.ts";
import type { CreateModel } from "./selfTest.ts";

const relative = (a: Float64Array, b: Float64Array) => distance(a, b) / norm(b);

async function derivativesOf(model: TaylorModel, theta: Float64Array, v: Float64Array) {
  const at = await model.expandAt(theta);
  const products = await at.hessianProducts([v, theta]);
  const third = await at.thirdDerivative(v);
  at.dispose();
  return { loss: at.loss, gradient: at.gradient, products, third };
}

/** A factory that notes the size of every data set it is given. */
function noting(): { createModel: CreateModel; samples: number[] } {
  const samples: number[] = [];
  return {
    samples,
    createModel: (description, dataset) => {
      samples.push(dataset.samples);
      return createFloat64Mlp(description, dataset);
    },
  };
}

function dataOf(samples: number, loss: Loss): Dataset {
  const wave = (length: number) => Float64Array.from({ length }, (_, i) => Math.sin(2.3 * i + 1));
  const targets = Float64Array.from({ length: 2 * samples }, (_, i) =>
    (i + (i >> 1)) % 2 ? 1 : 0,
  );
  const isLogistic = loss === "logistic";
  return {
    samples,
    inputSize: 3,
    outputSize: isLogistic ? 1 : 2,
    inputs: wave(3 * samples),
    targets: isLogistic
      ? Float64Array.from({ length: samples }, (_, i) => (i % 3 === 0 ? 1 : -1))
      : targets,
  };
}

describe("a network over groups of samples", () => {
  test.each(["mse", "half-mse", "cross-entropy", "logistic"] as const)(
    "has the derivatives of one over all of them: %s",
    async (loss) => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 23 }),
          fc.integer({ min: 1, max: 500 }),
          async (samples, longest) => {
            const dataset = dataOf(samples, loss);
            const sizes = [3, 4, dataset.outputSize];
            const description = { sizes, bias: true, activation: "gelu" as const, loss };
            const d = parameterCount(sizes, true);
            const theta = Float64Array.from({ length: d }, (_, i) => Math.cos(1.7 * i));
            const v = Float64Array.from({ length: d }, (_, i) => Math.sin(0.7 * i + 0.2));
            const { createModel, samples: groups } = noting();
            const grouped = inSampleGroups(separately(createModel), { pass: longest })(
              description,
              dataset,
            );
            const whole = createFloat64Mlp(description, dataset);
            const a = await derivativesOf(grouped, theta, v);
            const b = await derivativesOf(whole, theta, v);
            expect(Math.abs(a.loss / b.loss - 1)).toBeLessThan(1e-12);
            expect(relative(a.gradient, b.gradient)).toBeLessThan(1e-11);
            expect(relative(a.products[0]!, b.products[0]!)).toBeLessThan(1e-11);
            expect(relative(a.products[1]!, b.products[1]!)).toBeLessThan(1e-11);
            expect(relative(a.third, b.third)).toBeLessThan(1e-11);
            expect(groups.reduce((sum, count) => sum + count, 0)).toBe(samples);
            // No group is longer than it may be, but for a single sample.
            expect(Math.max(...groups)).toBeLessThanOrEqual(Math.max(1, Math.ceil(longest / d)));
          },
        ),
        { numRuns: 30 },
      );
    },
  );

  test("agrees with the reference points", async () => {
    for (const point of goldenPoints()) {
      const { description, dataset, parameters, direction } = point;
      const model = inSampleGroups(separately(createFloat64Mlp), {
        pass: parameters.length,
      })(description, dataset);
      expect(model.terms?.length ?? 1).toBe(dataset.samples);
      const { gradient, products, third } = await derivativesOf(model, parameters, direction);
      expect(distance(gradient, point.gradient)).toBeLessThan(1e-9 * (1 + norm(gradient)));
      expect(distance(products[0]!, point.hessianProduct)).toBeLessThan(
        1e-9 * (1 + norm(point.hessianProduct)),
      );
      expect(distance(third, point.thirdDerivative)).toBeLessThan(
        1e-9 * (1 + norm(point.thirdDerivative)),
      );
    }
  });

  test("has the derivatives of a convolutional network over all samples", async () => {
    const shape = { inputSize: 48, outputSize: 2, image: { channels: 3, height: 4, width: 4 } };
    const model = { kind: "cnn" as const, channels: [2, 3], activation: "tanh" as const };
    const layers = networkLayers(model, shape);
    const description = { layers, activation: model.activation, loss: "mse" as const };
    const { normal } = randomStream(9);
    const normals = (length: number) => Float64Array.from({ length }, normal);
    const samples = 11;
    const dataset = { ...shape, samples, inputs: normals(11 * 48), targets: normals(11 * 2) };
    const layered = (of: LayeredDescription, group: Dataset) =>
      createLayeredNetwork(float64Arithmetic, of, group);
    const theta = initialParameters(
      { scheme: "torch", gain: 1, seed: 2 },
      parameterLayouts(layers),
    );
    const v = normals(theta.length);
    // 3·9·2·16 multiplications of the first layer, 2·9·3·4 of the second, 3·2 of the last: 1,086.
    const grouped = inSampleGroups(separately(layered), { pass: 3 * 1086 })(description, dataset);
    expect(grouped.terms).toHaveLength(4);
    const a = await derivativesOf(grouped, theta, v);
    const b = await derivativesOf(layered(description, dataset), theta, v);
    expect(Math.abs(a.loss / b.loss - 1)).toBeLessThan(1e-12);
    expect(relative(a.gradient, b.gradient)).toBeLessThan(1e-11);
    expect(relative(a.products[0]!, b.products[0]!)).toBeLessThan(1e-11);
    expect(relative(a.third, b.third)).toBeLessThan(1e-11);
  });

  test("at the paper's widths, on wasm, is the float64 network over all samples", async () => {
    const { createModel } = await openBackend("wasm", undefined);
    const sizes = [3072, 200, 200, 10];
    const description = { sizes, bias: true, activation: "tanh" as const, loss: "mse" as const };
    const { normal } = randomStream(3);
    const normals = (length: number) => Float64Array.from({ length }, normal);
    const dataset: Dataset = {
      samples: 320,
      inputSize: 3072,
      outputSize: 10,
      inputs: normals(320 * 3072),
      targets: normals(320 * 10),
    };
    const theta = initialParameters(
      { scheme: "torch", gain: 1, seed: 1 },
      networkLayout(sizes, true),
    );
    const v = normals(theta.length);
    const model = createModel(description, dataset);
    expect(model.terms).toHaveLength(3);
    const a = await derivativesOf(model, theta, v);
    const b = await derivativesOf(createFloat64Mlp(description, dataset), theta, v);
    expect(Math.abs(a.loss / b.loss - 1)).toBeLessThan(1e-6);
    expect(relative(a.gradient, b.gradient)).toBeLessThan(1e-6);
    expect(relative(a.products[0]!, b.products[0]!)).toBeLessThan(1e-6);
    expect(relative(a.third, b.third)).toBeLessThan(1e-6);
    model.dispose();
  });

  test("of a convolutional network, kept or computed again, agrees with the reference points", async () => {
    for (const kept of [Infinity, 0]) {
      for (const { description, dataset, ...point } of goldenCnnPoints()) {
        // Every sample alone.
        const create = layersInSampleGroups(
          createFloat64Layered,
          { pass: 1, activations: Infinity },
          kept,
        );
        const model = create(description, dataset);
        expect(model.terms).toHaveLength(dataset.samples);
        const measured = await derivativesOf(model, point.parameters, point.direction);
        expect(Math.abs(measured.loss / point.loss - 1)).toBeLessThan(1e-9);
        expect(relative(measured.gradient, point.gradient)).toBeLessThan(1e-9);
        expect(relative(measured.products[0]!, point.hessianProduct)).toBeLessThan(1e-9);
        expect(relative(measured.third, point.thirdDerivative)).toBeLessThan(1e-9);
        model.dispose();
      }
    }
  });

  test("of a convolutional network holds no more of its signals than it may", () => {
    const image = { channels: 3, height: 32, width: 32 };
    const samples = 40;
    const dataset: Dataset = {
      inputs: new Float64Array(samples * 3072),
      targets: new Float64Array(samples),
      samples,
      inputSize: 3072,
      outputSize: 1,
      image,
    };
    const activation = "swish";
    const layers = networkLayers({ kind: "cnn", channels: [8, 8], activation }, dataset);
    const description = { layers, activation, loss: "mse" } as const;
    const create = layersInSampleGroups(createFloat64Layered, { pass: Infinity, activations: 6e5 });
    // 1024 · 35 + 2048 + 256 · 80 + 512 + 1 activations a sample: ten fit.
    expect(create(description, dataset).terms).toHaveLength(4);
  });

  test("is one model where that is short enough and fits", () => {
    const dataset = dataOf(20, "mse");
    const description = {
      sizes: [3, 4, 2],
      bias: false,
      activation: "tanh" as const,
      loss: "mse" as const,
    };
    const groupsFor = (limits: GroupLimits<MlpDescription>) => {
      const { createModel, samples } = noting();
      inSampleGroups(separately(createModel), limits)(description, dataset);
      return samples;
    };
    const perSample = ({ sizes }: { sizes: number[] }) => 10 * sizes[1]!;
    expect(groupsFor({ pass: 400 })).toEqual([20]);
    expect(groupsFor({ pass: 400, buffer: { numbers: 800, perSample } })).toEqual([20]);
    expect(groupsFor({ pass: 400, buffer: { numbers: 799, perSample } })).toEqual([10, 10]);
    expect(groupsFor({ pass: 100, buffer: { numbers: 799, perSample } })).toEqual([5, 5, 5, 5]);
    // A sample cannot be divided.
    expect(groupsFor({ pass: 400, buffer: { numbers: 30, perSample } })).toHaveLength(20);
  });

  test("lets messages in between its groups, and can be abandoned there", async () => {
    const dataset = dataOf(12, "mse");
    const description = {
      sizes: [3, 4, 2],
      bias: true,
      activation: "tanh" as const,
      loss: "mse" as const,
    };
    const clock = scriptedClock();
    let isAbandoned = false;
    let open = 0;
    const slow: CreateModel = (...network) => {
      open++;
      const model = withPasses(createFloat64Mlp(...network), () => clock.spend(30));
      return { ...model, dispose: () => void open-- };
    };
    // 26 parameters: six groups of two samples.
    const model = pacedModel(
      inSampleGroups(separately(slow), { pass: 52 })(description, dataset),
      new Turns(clock, () => isAbandoned),
    );
    const theta = Float64Array.from({ length: 26 }, (_, i) => Math.cos(i));
    const point = await model.expandAt(theta);
    await point.thirdDerivative(theta);
    const gaps = clock.turns.slice(1).map((time, i) => time - clock.turns[i]!);
    expect(clock.turns).toHaveLength(11);
    expect(Math.max(...gaps)).toBeLessThan(35);
    isAbandoned = true;
    await expect(point.thirdDerivative(theta)).rejects.toThrow(AbandonedError);
    model.dispose();
    expect(open).toBe(0);
  });
});
