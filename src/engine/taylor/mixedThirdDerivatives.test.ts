import { beforeAll, describe, expect, test } from "vitest";
import { pairIndex } from "../../math/packedSymmetric.ts";
import { combination, distance, dot, norm, plusScaled } from "../../math/vector.ts";
import { float64Arithmetic } from "../backends/float64.ts";
import { createFloat64Mlp } from "../backends/float64/float64Mlp.ts";
import { tensorflowArithmetic } from "../backends/tensorflow.ts";
import { createWasmMlp } from "../backends/wasm/wasmMlp.ts";
import { goldenPoints, type GoldenPoint } from "../golden/points.ts";
import { registerWasm, tf } from "../tf.ts";
import { createMlp, type MlpDescription } from "./mlp.ts";
import { mixedThirdDerivatives } from "./mixedThirdDerivatives.ts";
import type { Create } from "./networkDescription.ts";
import { sumModel } from "./sumModel.ts";
import type { TaylorModel } from "./taylorModel.ts";

const backends: { name: string; tolerance: number; create: Create<MlpDescription> }[] = [
  { name: "float64", tolerance: 1e-8, create: createFloat64Mlp },
  {
    name: "the float64 arithmetic",
    tolerance: 1e-8,
    create: (description, dataset) => createMlp(float64Arithmetic, description, dataset),
  },
  { name: "wasm", tolerance: 3e-5, create: createWasmMlp },
  {
    name: "wasm, composed",
    tolerance: 3e-5,
    create: (description, dataset) => createMlp(tensorflowArithmetic("wasm"), description, dataset),
  },
];

beforeAll(async () => {
  await registerWasm(undefined);
  await tf.setBackend("wasm");
});

/** A smooth point with four parameters or more: kinks have no differences to be held to. */
const POINTS = goldenPoints().filter(({ description }) => description.activation !== "relu");

/** Three unit directions: the reference's v, its u, and one of neither. */
function directionsOf({ direction, topEigenvector, parameters }: GoldenPoint): Float64Array[] {
  const wave = parameters.map((_, i) => Math.sin(1.7 * i + 1));
  return [direction, topEigenvector, wave].map((v) => combination([1 / norm(v)], [v]));
}

/** ∇³L(u, w) as the fourth-order central difference of ∇²L w along u, in float64. */
async function differenceOf(
  { description, dataset, parameters }: GoldenPoint,
  u: Float64Array,
  w: Float64Array,
): Promise<Float64Array> {
  const model = createFloat64Mlp(description, dataset);
  const h = 1e-3;
  const along = async (t: number) => {
    const point = await model.expandAt(plusScaled(parameters, t, u));
    const [product] = await point.hessianProducts([w]);
    point.dispose();
    return product!;
  };
  const products = [await along(2 * h), await along(h), await along(-h), await along(-2 * h)];
  return combination(
    [-1, 8, -8, 1].map((weight) => weight / (12 * h)),
    products,
  );
}

async function mixedAt(model: TaylorModel, parameters: Float64Array, along: Float64Array[]) {
  const point = await model.expandAt(parameters);
  try {
    return await mixedThirdDerivatives(point, along);
  } finally {
    point.dispose();
    model.dispose();
  }
}

describe.each(backends)("mixed third derivatives on $name", ({ create, tolerance }) => {
  test.each(POINTS)("agree with differences of Hessian products at $name", async (golden) => {
    const along = directionsOf(golden);
    const model = create(golden.description, golden.dataset);
    const mixed = await mixedAt(model, golden.parameters, along);
    expect(mixed).toHaveLength(6);
    const size = Math.max(...mixed.map(norm), 1e-6);
    for (const [i, u] of along.entries()) {
      for (const [j, w] of along.entries()) {
        const reference = await differenceOf(golden, u, w);
        const error = distance(mixed[pairIndex(i, j, 3)]!, reference) / size;
        expect(error, `(${i}, ${j})`).toBeLessThan(tolerance);
      }
    }
  });

  test.each(goldenPoints())("polarise the reference's ∇³L(v, v) at $name", async (golden) => {
    const { direction, topEigenvector: u, thirdDerivative, sharpnessGradient } = golden;
    const length = norm(direction);
    const v = combination([1 / length], [direction]);
    const model = create(golden.description, golden.dataset);
    // v = ½(v+u) + ½(v−u): both of the reference's derivatives from mixed ones of other directions.
    const halves = [combination([0.5, 0.5], [v, u]), combination([0.5, -0.5], [v, u])];
    const [pp, pm, mm] = await mixedAt(model, golden.parameters, halves);
    const size = Math.max(norm(pp!), norm(mm!), norm(thirdDerivative) / length ** 2, 1e-6);
    const vv = combination([length ** 2, 2 * length ** 2, length ** 2], [pp!, pm!, mm!]);
    expect(distance(vv, thirdDerivative) / size / length ** 2).toBeLessThan(tolerance);
    const uu = combination([1, -2, 1], [pp!, pm!, mm!]);
    expect(distance(uu, sharpnessGradient) / size).toBeLessThan(tolerance);
  });
});

test("∇³L(u, v)·w is symmetric in its three directions", async () => {
  const golden = POINTS[1]!;
  const along = directionsOf(golden);
  const model = createFloat64Mlp(golden.description, golden.dataset);
  const mixed = await mixedAt(model, golden.parameters, along);
  const form = (i: number, j: number, k: number) => dot(mixed[pairIndex(i, j, 3)]!, along[k]!);
  expect(form(0, 1, 2)).toBeCloseTo(form(1, 2, 0), 12);
  expect(form(0, 1, 2)).toBeCloseTo(form(0, 2, 1), 12);
  expect(form(0, 0, 1)).toBeCloseTo(form(0, 1, 0), 12);
});

test("of a weighted sum they are the same sums", async () => {
  const golden = POINTS[0]!;
  const along = directionsOf(golden);
  const part = () => createFloat64Mlp(golden.description, golden.dataset);
  const whole = await mixedAt(part(), golden.parameters, along);
  const terms = [0.25, 0.5].map((weight) => ({ model: part(), weight }));
  const sum = await mixedAt(sumModel(terms), golden.parameters, along);
  for (const [k, third] of sum.entries()) {
    expect(distance(third, combination([0.75], [whole[k]!]))).toBeLessThan(1e-12 * norm(whole[k]!));
  }
});
