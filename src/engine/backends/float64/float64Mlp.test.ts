import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../../math/random.ts";
import { distance, norm } from "../../../math/vector.ts";
import type { Dataset } from "../../../model/dataset.ts";
import { goldenPoints } from "../../golden/points.ts";
import { createMlp, type MlpDescription } from "../../taylor/mlp.ts";
import type { ExpansionPoint } from "../../taylor/taylorModel.ts";
import { float64Arithmetic } from "../float64.ts";
import { createFloat64Mlp } from "./float64Mlp.ts";

const width = fc.integer({ min: 1, max: 9 });

/** Any network, n, and a seed for its data, parameters and direction. */
const anyCase = fc.record({
  input: width,
  hidden: fc.array(width, { maxLength: 3 }),
  output: width,
  samples: fc.integer({ min: 1, max: 70 }),
  bias: fc.boolean(),
  activation: fc.constantFrom("tanh", "swish", "gelu", "relu", "identity"),
  loss: fc.constantFrom("mse", "half-mse", "cross-entropy", "logistic"),
  seed: fc.integer(),
});

type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

function problemOf({ input, hidden, output, samples, bias, activation, loss, seed }: Case) {
  const { normal } = randomStream(seed);
  const outputSize = loss === "logistic" ? 1 : output;
  const draw = (length: number) => Float64Array.from({ length }, normal);
  const targets =
    loss === "logistic"
      ? draw(samples).map((value) => (value < 0 ? -1 : 1))
      : loss === "cross-entropy"
        ? Float64Array.from({ length: samples * outputSize }, (_, i) =>
            i % outputSize === Math.floor(i / outputSize) % outputSize ? 1 : 0,
          )
        : draw(samples * outputSize);
  const description: MlpDescription = {
    sizes: [input, ...hidden, outputSize],
    bias,
    activation,
    loss,
  };
  const inputs = draw(samples * input);
  const dataset: Dataset = { inputs, targets, samples, inputSize: input, outputSize };
  return { description, dataset, draw };
}

async function derivativesAt(at: ExpansionPoint, v: Float64Array, u: Float64Array) {
  const [alongV, alongU] = await at.hessianProducts([v, u]);
  return [at.gradient, alongV!, alongU!, await at.thirdDerivative(v)];
}

test("every derivative agrees with the float64 arithmetic on any network", async () => {
  await fc.assert(
    fc.asyncProperty(anyCase, async (drawn) => {
      const { description, dataset, draw } = problemOf(drawn);
      const model = createFloat64Mlp(description, dataset);
      const reference = createMlp(float64Arithmetic, description, dataset);
      // Weights of ordinary size: in the far tail of GELU, 1 − tanh² keeps few digits either way.
      const [theta, v, u] = [1, 2, 3].map(() => draw(model.parameterCount).map((x) => 0.5 * x));
      const at = await model.expandAt(theta!);
      const expected = await reference.expandAt(theta!);
      expect(Math.abs(at.loss - expected.loss)).toBeLessThanOrEqual(1e-12 * expected.loss);
      const ours = await derivativesAt(at, v!, u!);
      for (const [i, vector] of (await derivativesAt(expected, v!, u!)).entries()) {
        // Where a derivative all but vanishes, what is left of it is rounding of the gradient; and
        // GELU's curvature in its tail, of 1 − tanh², is rounding of one.
        const scale = norm(vector) + 1e-3 * norm(expected.gradient);
        expect(distance(ours[i]!, vector)).toBeLessThanOrEqual(1e-11 * scale);
      }
    }),
    { numRuns: 400 },
  );
});

describe("the memory of expansion points", () => {
  const point = goldenPoints()[0]!;
  const open = () => createFloat64Mlp(point.description, point.dataset);

  test("is allocated once, however many points follow one another", async () => {
    const model = open();
    for (let step = 0; step < 1000; step++) {
      const at = await model.expandAt(point.parameters);
      await at.hessianProducts([point.direction, point.topEigenvector]);
      await at.thirdDerivative(point.direction);
      at.dispose();
    }
    expect(model.allocatedPoints).toBe(1);
  });

  test("is each point's own while it is open", async () => {
    const model = open();
    const there = point.parameters.map((value) => 0.5 * value);
    const [here, elsewhere] = [await model.expandAt(point.parameters), await model.expandAt(there)];
    await elsewhere.thirdDerivative(point.direction);
    const [product] = await here.hessianProducts([point.direction]);
    expect(distance(product!, point.hessianProduct) / norm(product!)).toBeLessThan(1e-9);
    const third = await here.thirdDerivative(point.direction);
    expect(distance(third, point.thirdDerivative) / norm(third)).toBeLessThan(1e-9);
    expect(model.allocatedPoints).toBe(2);
  });

  test("goes to one new point only, though a point be disposed twice", async () => {
    const model = open();
    const first = await model.expandAt(point.parameters);
    first.dispose();
    first.dispose();
    const here = await model.expandAt(point.parameters);
    await model.expandAt(point.parameters.map((value) => 0.5 * value));
    const [product] = await here.hessianProducts([point.direction]);
    expect(distance(product!, point.hessianProduct) / norm(product!)).toBeLessThan(1e-9);
  });

  test("does not leak the bend of the point before", async () => {
    const model = open();
    const before = await model.expandAt(point.parameters.map((value) => 0.5 * value));
    await before.thirdDerivative(point.direction);
    before.dispose();
    const at = await model.expandAt(point.parameters);
    const third = await at.thirdDerivative(point.direction);
    expect(distance(third, point.thirdDerivative) / norm(third)).toBeLessThan(1e-9);
    expect(model.allocatedPoints).toBe(1);
  });

  test("is out of reach once disposed", async () => {
    const at = await open().expandAt(point.parameters);
    at.dispose();
    await expect(at.hessianProducts([point.direction])).rejects.toThrow("disposed");
    await expect(at.thirdDerivative(point.direction)).rejects.toThrow("disposed");
  });

  test("holds no copy of the parameters, and gives results that no later pass changes", async () => {
    const model = open();
    const at = await model.expandAt(point.parameters);
    expect(at.parameters).toBe(point.parameters);
    const [product] = await at.hessianProducts([point.direction]);
    const kept = product!.slice();
    await at.hessianProducts([point.topEigenvector]);
    expect(product).toEqual(kept);
    expect(distance(kept, point.hessianProduct) / norm(kept)).toBeLessThan(1e-9);
  });
});
