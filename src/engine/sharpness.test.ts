import { describe, expect, test } from "vitest";
import { randomStream } from "../math/random.ts";
import { symmetricEigen } from "../math/symmetricEigen.ts";
import { distance, dot, norm, plusScaled } from "../math/vector.ts";
import { initialParameters } from "../model/initialParameters.ts";
import { networkLayout } from "../model/network.ts";
import { createFloat64Mlp } from "./backends/float64/float64Mlp.ts";
import { datasetOf, goldenPoints } from "./golden/points.ts";
import { NonFiniteError } from "./nonFinite.ts";
import { leadingEigenpairs } from "./sharpness.ts";
import type { ExpansionPoint } from "./taylor/taylorModel.ts";

const TOLERANCE = { first: 1e-8, others: 1e-8 };
const random = () => randomStream(7).normal;

/** A point whose Hessian is diagonal, to count products and know the answer. */
function diagonalPoint(diagonal: number[]): ExpansionPoint {
  return {
    parameters: new Float64Array(diagonal.length),
    loss: 0,
    gradient: new Float64Array(diagonal.length),
    hessianProducts: (directions) =>
      Promise.resolve(directions.map((v) => v.map((value, i) => value * diagonal[i]!))),
    thirdDerivative: () => Promise.reject(new Error("not needed")),
    dispose: () => undefined,
  };
}

describe("leading eigenpairs", () => {
  test.each(goldenPoints())("match the reference at point $name", async (point) => {
    const model = createFloat64Mlp(point.description, point.dataset);
    const at = await model.expandAt(point.parameters);
    const eigen = await leadingEigenpairs(at, 3, [], TOLERANCE, random());
    for (const [i, value] of eigen.values.entries()) {
      const expected = point.leadingEigenvalues[i]!;
      expect(Math.abs(value - expected)).toBeLessThan(1e-8 * point.leadingEigenvalues[0]!);
    }
    expect(Math.abs(dot(eigen.vectorOf(0), point.topEigenvector))).toBeCloseTo(1, 8);
  });

  test("six of a clustered spectrum, from a cold start", async () => {
    const diagonal = Array.from({ length: 300 }, (_, i) => 10 / (1 + 0.02 * i));
    const eigen = await leadingEigenpairs(diagonalPoint(diagonal), 6, [], TOLERANCE, random());
    expect(eigen.values.map((value) => value.toFixed(6))).toEqual(
      diagonal.slice(0, 6).map((value) => value.toFixed(6)),
    );
    expect(Math.max(...eigen.residuals)).toBeLessThan(1e-8);
  });

  test("the largest is found, not the largest in magnitude", async () => {
    const eigen = await leadingEigenpairs(
      diagonalPoint([-50, 3, 1, 0]),
      2,
      [],
      TOLERANCE,
      random(),
    );
    expect(eigen.values[0]).toBeCloseTo(3, 8);
    expect(eigen.values[1]).toBeCloseTo(1, 8);
  });

  test("a good warm start costs one product per pair", async () => {
    const diagonal = Array.from({ length: 50 }, (_, i) => 10 / (1 + i));
    const unit = (k: number) => Float64Array.from({ length: 50 }, (_, i) => (i === k ? 1 : 1e-12));
    const eigen = await leadingEigenpairs(
      diagonalPoint(diagonal),
      2,
      [unit(0), unit(1)],
      { first: 1e-4, others: 1e-3 },
      random(),
    );
    expect(eigen.products).toBe(2);
  });

  test("a warm start that points elsewhere still finds the top", async () => {
    const diagonal = Array.from({ length: 50 }, (_, i) => 10 / (1 + i));
    const wrong = Float64Array.from({ length: 50 }, (_, i) => (i === 30 ? 1 : 0.01));
    const eigen = await leadingEigenpairs(diagonalPoint(diagonal), 1, [wrong], TOLERANCE, random());
    expect(eigen.values[0]).toBeCloseTo(10, 6);
  });

  test("products that somebody else needs come with those of the first round", async () => {
    const diagonal = [9, 4, 3, 1];
    const point = diagonalPoint(diagonal);
    const asked: number[] = [];
    const counting = {
      ...point,
      hessianProducts: (directions: readonly Float64Array[]) => {
        asked.push(directions.length);
        return point.hessianProducts(directions);
      },
    };
    const along = [Float64Array.of(1, 2, 3, 4), Float64Array.of(0, 1, 0, -1)];
    const eigen = await leadingEigenpairs(counting, 2, [], TOLERANCE, random(), along);
    expect(eigen.productsAlong.map((product) => [...product])).toEqual([
      [9, 8, 9, 4],
      [0, 4, 0, -1],
    ]);
    expect(asked[0]).toBe(3 + 2);
    expect(asked.reduce((sum, count) => sum + count, 0)).toBe(eigen.products + 2);
    expect(eigen.values[0]).toBeCloseTo(9, 8);
    const u = eigen.vectorOf(0);
    expect(
      distance(
        eigen.productOf(0),
        Float64Array.from(u, (x, i) => x * diagonal[i]!),
      ),
    ).toBeLessThan(1e-12);
  });

  test("a pair that overtakes from where no residual points is found", async () => {
    // The top turns a little each step, so no solve ends at once; λ₄ rises past λ₃ in a coordinate
    // of its own, which the others never mix with.
    const normal = random();
    let warm: Float64Array[] = [];
    const second: number[] = [];
    for (let step = 0; step < 40; step++) {
      const [c, s] = [Math.cos(0.05 * step), Math.sin(0.05 * step)];
      const rising = 3 + 0.05 * step;
      const multiply = (v: Float64Array) => {
        const along = 9 * (c * v[0]! + s * v[1]!);
        return Float64Array.of(
          v[0]! + along * c,
          v[1]! + along * s,
          4 * v[2]!,
          rising * v[3]!,
          ...v.slice(4),
        );
      };
      const point = { ...diagonalPoint(new Array<number>(30).fill(0)) };
      point.hessianProducts = (directions) => Promise.resolve(directions.map(multiply));
      const tolerance = { first: 1e-4, others: 1e-3 };
      const eigen = await leadingEigenpairs(point, 2, warm, tolerance, normal);
      warm = eigen.warmStart;
      second.push(eigen.values[1]!);
    }
    expect(second[0]).toBeCloseTo(4, 3);
    // λ₄ passes 4 at step 20.
    for (let step = 30; step < 40; step++) expect(second[step]).toBeCloseTo(3 + 0.05 * step, 3);
  });

  test("one parameter has one eigenvalue", async () => {
    const eigen = await leadingEigenpairs(diagonalPoint([2]), 3, [], TOLERANCE, random());
    expect(eigen.values).toEqual([2]);
  });

  test("the same seed gives the same pairs to the last bit", async () => {
    const diagonal = Array.from({ length: 40 }, (_, i) => Math.cos(i));
    const solve = () => leadingEigenpairs(diagonalPoint(diagonal), 2, [], TOLERANCE, random());
    expect((await solve()).values).toEqual((await solve()).values);
  });

  test("an overflowing Hessian is reported as such", async () => {
    const solve = leadingEigenpairs(diagonalPoint([NaN, 1]), 1, [], TOLERANCE, random());
    await expect(solve).rejects.toThrow(NonFiniteError);
  });
});

test("no false spike on a ReLU network over 600 steps", async () => {
  // Kinks inside θ ± εv give finite differences spikes of a hundredfold; exact products have none.
  const x = Array.from({ length: 20 }, (_, i) => -1 + (2 * i) / 19);
  const description = {
    sizes: [1, 12, 8, 1],
    bias: true,
    activation: "relu",
    loss: "mse",
  } as const;
  const model = createFloat64Mlp(
    { ...description, sizes: [...description.sizes] },
    datasetOf(
      x.map((value) => [value]),
      x.map((value) => [2 * value * value - 1]),
    ),
  );
  let theta = initialParameters(
    { scheme: "torch", gain: 1, seed: 3 },
    networkLayout(description.sizes, description.bias),
  );
  const normal = random();
  let warm: Float64Array[] = [];
  const sharpness: number[] = [];
  const checks: number[] = [];
  for (let step = 0; step < 600; step++) {
    const at = await model.expandAt(theta);
    const tolerance = { first: 1e-6, others: 1e-3 };
    const eigen = await leadingEigenpairs(at, 1, warm, tolerance, normal);
    warm = eigen.warmStart;
    sharpness.push(eigen.values[0]!);
    if (step % 60 === 0) checks.push(eigen.values[0]! / (await denseSharpness(at)));
    theta = plusScaled(theta, -0.05, at.gradient);
  }
  const spikes = sharpness.filter((value, i) => {
    const around = sharpness.slice(Math.max(0, i - 5), i + 6).sort((a, b) => a - b);
    return value > 1.5 * around[around.length >> 1]!;
  });
  expect(spikes).toEqual([]);
  for (const ratio of checks) expect(ratio).toBeCloseTo(1, 8);
  expect(norm(theta)).toBeGreaterThan(0);
});

/** λ₁ of the whole Hessian, column by column. */
async function denseSharpness(at: ExpansionPoint): Promise<number> {
  const d = at.parameters.length;
  const basis = Array.from({ length: d }, (_, k) =>
    Float64Array.from({ length: d }, (_, i) => (i === k ? 1 : 0)),
  );
  const rows = await at.hessianProducts(basis);
  return symmetricEigen(Float64Array.from(rows.flatMap((row) => [...row])), d).values[0]!;
}
