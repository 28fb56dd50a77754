import { beforeAll, expect, test } from "vitest";
import { float64Arithmetic } from "../../engine/backends/float64.ts";
import { registerWasm, tf } from "../../engine/tf.ts";
import { createMlp, type MlpDescription } from "../../engine/taylor/mlp.ts";
import { chebyshevDataset } from "../../model/datasets/chebyshev.ts";
import { initialParameters } from "../../model/initialParameters.ts";
import { networkLayout } from "../../model/network.ts";
import { distance, norm } from "../../math/vector.ts";
import { createNestedGradModel } from "./nestedGradModel.ts";

const DESCRIPTION: MlpDescription = {
  sizes: [1, 8, 6, 1],
  bias: true,
  activation: "tanh",
  loss: "mse",
};
const DATASET = chebyshevDataset({ kind: "chebyshev", degree: 3, samples: 10 });
const PARAMETERS = initialParameters(
  { scheme: "lecun", gain: 1.5, seed: 3 },
  networkLayout(DESCRIPTION.sizes, true),
);

beforeAll(async () => {
  await registerWasm(undefined);
  await tf.setBackend("wasm");
});

test("once repaired, nested gradients equal the Taylor derivatives", async () => {
  const direction = PARAMETERS.map((_, i) => Math.sin(1.7 * i + 0.4));
  const [exact, nested] = await Promise.all(
    [
      createMlp(float64Arithmetic, DESCRIPTION, DATASET),
      createNestedGradModel(DESCRIPTION, DATASET),
    ].map(async (model) => {
      const point = await model.expandAt(PARAMETERS);
      const [product] = await point.hessianProducts([direction]);
      const third = await point.thirdDerivative(direction);
      point.dispose();
      return { loss: point.loss, vectors: [point.gradient, product!, third] };
    }),
  );
  expect(Math.abs(nested!.loss / exact!.loss - 1)).toBeLessThan(1e-4);
  for (const [i, vector] of exact!.vectors.entries()) {
    expect(distance(nested!.vectors[i]!, vector) / norm(vector)).toBeLessThan(1e-4);
  }
});

test("no tensor outlives the model", async () => {
  const before = tf.memory().numTensors;
  const model = createNestedGradModel(DESCRIPTION, DATASET);
  const point = await model.expandAt(PARAMETERS);
  await point.hessianProducts([PARAMETERS]);
  await point.thirdDerivative(PARAMETERS);
  point.dispose();
  model.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test("what was not repaired is refused", () => {
  expect(() => createNestedGradModel({ ...DESCRIPTION, activation: "swish" }, DATASET)).toThrow(
    "tanh and mse only",
  );
});
