/** Every backend in a real browser, against the reference points; WebGPU on the software adapter. */
import { beforeAll, describe, expect, test } from "vitest";
import { distance, norm } from "../../math/vector.ts";
import type { Activation, Loss } from "../../model/experiment.ts";
import { parameterCount } from "../../model/network.ts";
import { datasetOf, goldenCnnPoints, goldenPoints } from "../golden/points.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { WASM_FILES } from "../wasmFiles.ts";
import { openBackend, type OpenedBackend } from "./openBackend.ts";

const relative = (a: Float64Array, b: Float64Array) => distance(a, b) / norm(b);

async function derivativesOf(model: TaylorModel, theta: Float64Array, v: Float64Array) {
  const at = await model.expandAt(theta);
  const [product] = await at.hessianProducts([v]);
  const third = await at.thirdDerivative(v);
  const { loss, gradient } = at;
  at.dispose();
  model.dispose();
  return { loss, gradient, product: product!, third };
}

describe.each(["webgpu", "webgl", "wasm", "cpu"] as const)("on %s", (name) => {
  let backend: OpenedBackend;
  beforeAll(async () => {
    backend = await openBackend(name, WASM_FILES);
  });

  test("it is the one that was asked for", () => {
    expect(backend).toMatchObject({ name, precision: "float32" });
  });

  test.each([...goldenPoints(), ...goldenCnnPoints()])(
    "derivatives agree with the reference at point $name",
    async (point) => {
      const model = backend.createModel(point.description, point.dataset);
      const measured = await derivativesOf(model, point.parameters, point.direction);
      expect(Math.abs(measured.loss / point.loss - 1)).toBeLessThan(1e-5);
      expect(relative(measured.gradient, point.gradient)).toBeLessThan(1e-5);
      expect(relative(measured.product, point.hessianProduct)).toBeLessThan(1e-5);
      const size = Math.max(norm(point.thirdDerivative), 1e-6);
      expect(distance(measured.third, point.thirdDerivative) / size).toBeLessThan(1e-5);
    },
  );

  // The reference points have six samples. Packed textures are right for even sizes only.
  test.each<{ samples: number; sizes: number[]; activation: Activation; loss: Loss }>([
    { samples: 5, sizes: [3, 5, 3], activation: "tanh", loss: "mse" },
    { samples: 7, sizes: [1, 3, 5, 1], activation: "swish", loss: "half-mse" },
    { samples: 1, sizes: [3, 1, 1], activation: "gelu", loss: "mse" },
  ])(
    "odd sizes: $samples samples, network $sizes",
    async ({ samples, sizes, activation, loss }) => {
      const description = { sizes, bias: true, activation, loss };
      const rows = (columns: number, frequency: number) =>
        Array.from({ length: samples }, (_, i) =>
          Array.from({ length: columns }, (_, j) => Math.cos(frequency * (i * columns + j + 1))),
        );
      const dataset = datasetOf(rows(sizes[0]!, 1.7), rows(sizes.at(-1)!, 0.9));
      const wave = (frequency: number) =>
        Float64Array.from({ length: parameterCount(sizes, true) }, (_, i) =>
          Math.sin(frequency * (i + 1)),
        );
      const [theta, v] = [wave(1.1), wave(2.3)];
      // Plain float64, itself held to the reference points and to central differences.
      const float64 = await openBackend("float64", undefined);
      const exact = await derivativesOf(float64.createModel(description, dataset), theta, v);
      const measured = await derivativesOf(backend.createModel(description, dataset), theta, v);
      expect(relative(measured.gradient, exact.gradient)).toBeLessThan(1e-5);
      expect(relative(measured.product, exact.product)).toBeLessThan(1e-5);
      expect(relative(measured.third, exact.third)).toBeLessThan(1e-5);
    },
  );
});
