import { describe, expect, test } from "vitest";
import { distance, norm, plusScaled } from "../../math/vector.ts";
import { symmetricEigen } from "../../math/symmetricEigen.ts";
import type { OverlayStop } from "../../protocol/annotations.ts";
import type { Row } from "../../protocol/columns.ts";
import { createFloat64Mlp } from "../backends/float64/float64Mlp.ts";
import { openBackend } from "../backends/openBackend.ts";
import { exactContext } from "../fixtures/context.ts";
import { beginRun, takeRows } from "../fixtures/rows.ts";
import { STRAIGHT, valleyModel } from "../fixtures/valley.ts";
import { goldenModel, rowsOf } from "../golden/comparison.ts";
import { datasetOf } from "../golden/points.ts";
import { goldenRun } from "../golden/runs.ts";
import { SCREEN_PRECISION } from "../precisions.ts";
import { blankRow } from "../rows.ts";
import { Run } from "../run.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { FrozenTaylor } from "./frozenTaylor.ts";
import { measureIterate } from "./gradientDescent.ts";

const COLUMNS = [
  "frozenQuadraticLoss",
  "frozenQuadraticSharpness",
  "frozenQuadraticDistance",
  "frozenCubicLoss",
  "frozenCubicSharpness",
  "frozenCubicDistance",
] as const;

/** Whatever its sharpness, begin at this point as at an edge step. */
function atEdge(model: TaylorModel, start: Float64Array, experiment: object = {}) {
  return beginRun(
    model,
    start,
    { overlays: ["frozen"], learningRate: 0.1, ...experiment },
    { startAt: start },
  );
}

describe("where the loss is its own Taylor polynomial", () => {
  test("a linear model with mse: both models are the run, below the line and above", async () => {
    const model = createFloat64Mlp(
      { sizes: [2, 1], bias: true, activation: "identity", loss: "mse" },
      datasetOf(
        [
          [1, 0.3],
          [-0.4, 1.1],
          [0.7, -0.9],
        ],
        [[0.2], [-0.5], [0.4]],
      ),
    );
    for (const learningRate of [0.3, 0.82]) {
      const run = await atEdge(model, Float64Array.of(0.5, -0.2, 0.3), { learningRate });
      const rows = await takeRows(run, 25);
      expect(rows).toHaveLength(25);
      for (const row of rows) {
        expect(row.frozenQuadraticLoss / row.loss).toBeCloseTo(1, 9);
        expect(row.frozenCubicLoss / row.loss).toBeCloseTo(1, 9);
        expect(row.frozenQuadraticSharpness / row.sharpness).toBeCloseTo(1, 9);
        expect(row.frozenQuadraticDistance).toBeCloseTo(row.distance, 9);
      }
    }
  });

  test("a cubic valley: the cubic model is the run through a whole cycle, the quadratic is not", async () => {
    const model = valleyModel({ ...STRAIGHT, zeta: 0.1 });
    const run = await atEdge(model, Float64Array.of(0.05, 20.3, 0.5), { learningRate: 0.1 });
    const rows = await takeRows(run, 200);
    for (const row of rows) {
      expect(row.frozenCubicLoss / row.loss).toBeCloseTo(1, 9);
      expect(row.frozenCubicDistance / row.distance).toBeCloseTo(1, 6);
    }
    const highest = (column: "loss" | "frozenQuadraticLoss") =>
      Math.max(...rows.map((row) => row[column]));
    expect(highest("frozenQuadraticLoss")).toBeGreaterThan(20 * highest("loss"));
  });

  test("the quadratic on a valley in closed form: x and z each by its own factor", async () => {
    // At x = 0 the Hessian is diag(y, 0, b) and the gradient (−τ, −ε, b z).
    const valley = { ...STRAIGHT, tilt: 0.2 };
    const run = await atEdge(valleyModel(valley), Float64Array.of(0, 22, 0.5));
    const { epsilon, tilt, stiffness } = valley;
    for (const [t, row] of (await takeRows(run, 30)).entries()) {
      const x = (tilt / 22) * (1 - (1 - 0.1 * 22) ** t);
      const y = 0.1 * epsilon * t;
      const z = 0.5 * (1 - 0.1 * stiffness) ** t;
      const expected = 1 + 11 * x ** 2 - tilt * x - epsilon * (22 + y) + 0.5 * stiffness * z ** 2;
      expect(row.frozenQuadraticLoss).toBeCloseTo(expected, 9);
      expect(row.frozenQuadraticSharpness).toBeCloseTo(22, 9);
    }
  });

  test("sharpness of the cubic is S★ + ∇S·d", async () => {
    // ∇S = (3ζ, 1, 0) on the floor; d follows the run, whose loss is a cubic.
    const zeta = 0.4;
    const start = Float64Array.of(0, 20.5, 0);
    const run = await atEdge(valleyModel({ ...STRAIGHT, zeta, tilt: 0.01 }), start);
    for (let t = 0; t < 40; t++) {
      const [x = NaN, y = NaN] = run.parameters;
      const row = await run.next();
      expect(row.frozenCubicSharpness).toBeCloseTo(y + 3 * zeta * x, 8);
    }
  });
});

/** Dense derivatives of a tiny network by central differences of its loss and gradient alone. */
async function denseDerivatives(model: TaylorModel, at: Float64Array) {
  const d = at.length;
  const unit = (i: number) => Float64Array.from({ length: d }, (_, j) => (i === j ? 1 : 0));
  const gradientAt = async (point: Float64Array) => {
    const expansion = await model.expandAt(point);
    expansion.dispose();
    return expansion.gradient;
  };
  const difference = (a: Float64Array, b: Float64Array, scale: number) =>
    Float64Array.from(a, (value, i) => (value - b[i]!) * scale);
  const hessian: Float64Array[] = [];
  const h = 1e-4;
  for (let i = 0; i < d; i++) {
    const ahead = await gradientAt(plusScaled(at, h, unit(i)));
    const behind = await gradientAt(plusScaled(at, -h, unit(i)));
    hessian.push(difference(ahead, behind, 1 / (2 * h)));
  }
  /** ∇³L(v, v) = d²/ds² ∇L(θ + s v) at 0. */
  const third = async (v: Float64Array) => {
    const length = norm(v);
    if (length === 0) return v;
    const step = 1e-3 / length;
    const ahead = await gradientAt(plusScaled(at, step, v));
    const here = await gradientAt(at);
    const behind = await gradientAt(plusScaled(at, -step, v));
    return Float64Array.from(ahead, (a, i) => (a - 2 * here[i]! + behind[i]!) / step ** 2);
  };
  return { hessian, third, gradient: await gradientAt(at) };
}

test("on a tiny network: dense finite-difference derivatives give the same rows", async () => {
  const model = createFloat64Mlp(
    { sizes: [1, 3, 1], bias: true, activation: "tanh", loss: "mse" },
    datasetOf([[-1], [-0.3], [0.4], [0.9]], [[0.5], [-0.6], [0.8], [-0.2]]),
  );
  const start = Float64Array.from({ length: 10 }, (_, i) => Math.sin(3 * i + 1));
  const learningRate = 0.6;
  const rows = await takeRows(await atEdge(model, start, { learningRate }), 12);
  const { hessian, third, gradient } = await denseDerivatives(model, start);
  const times = (v: Float64Array) =>
    Float64Array.from(hessian, (line) => line.reduce((sum, h, j) => sum + h * v[j]!, 0));
  const along = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  const eigen = symmetricEigen(Float64Array.from(hessian.flatMap((line) => [...line])), 10);
  const u = Float64Array.from(eigen.vectors[0]!);
  const sharpness = eigen.values[0]!;
  const sharpnessGradient = await third(u);
  const base = rows[0]!.loss;
  let [quadratic, cubic] = [new Float64Array(10), new Float64Array(10)];
  for (const row of rows) {
    const [bend, cubicBend, cubicThird] = [times(quadratic), times(cubic), await third(cubic)];
    const quadraticLoss = base + along(gradient, quadratic) + along(bend, quadratic) / 2;
    const cubicLoss =
      base + along(gradient, cubic) + along(cubicBend, cubic) / 2 + along(cubicThird, cubic) / 6;
    expect(row.frozenQuadraticLoss / quadraticLoss).toBeCloseTo(1, 5);
    expect(row.frozenCubicLoss / cubicLoss).toBeCloseTo(1, 5);
    expect(row.frozenQuadraticSharpness / sharpness).toBeCloseTo(1, 6);
    const slope = sharpness + along(sharpnessGradient, cubic);
    expect(row.frozenCubicSharpness / slope).toBeCloseTo(1, 5);
    quadratic = quadratic.map((x, i) => x - learningRate * (gradient[i]! + bend[i]!));
    cubic = cubic.map(
      (x, i) => x - learningRate * (gradient[i]! + cubicBend[i]! + cubicThird[i]! / 2),
    );
  }
  expect(distance(quadratic, cubic)).toBeGreaterThan(0.01);
});

describe("on a real network", () => {
  const golden = goldenRun("cheb3_tanh_w16_kick");
  const frozen = {
    ...golden,
    experiment: { ...golden.experiment, overlays: ["constrained" as const, "frozen" as const] },
  };

  test("float32 follows float64", async () => {
    const rowsOn = async (backend: "float64" | "wasm") => {
      const { createModel } = await openBackend(backend, undefined);
      const model = goldenModel(createModel, golden);
      const { rows } = await rowsOf(model, frozen, 40, "edge");
      model.dispose();
      return rows;
    };
    const [exact, single] = [await rowsOn("float64"), await rowsOn("wasm")];
    for (const column of COLUMNS) {
      const errors = single.map((row, t) => Math.abs(row[column] / exact[t]![column] - 1));
      expect(Math.max(...errors), column).toBeLessThan(1e-3);
    }
  });

  test("goes on from a checkpoint bit by bit, and changes no other column", async () => {
    const { createModel } = await openBackend("float64", undefined);
    const options = { precision: SCREEN_PRECISION, startAt: golden.startParameters };
    const begin = (experiment: typeof frozen.experiment | typeof golden.experiment) =>
      Run.begin(goldenModel(createModel, golden), experiment, golden.initialParameters, options);
    const run = await begin(frozen.experiment);
    const before = await takeRows(run, 9);
    const checkpoint = await run.checkpoint();
    const after = await takeRows(run, 12);
    const again = new Run(goldenModel(createModel, golden), frozen.experiment, checkpoint, options);
    expect(await takeRows(again, 12)).toEqual(after);
    const plain = await begin({ ...golden.experiment, overlays: ["constrained"] });
    const without = (row: Row) => {
      const entries = Object.entries(row).filter(([name]) => !name.startsWith("frozen"));
      return Object.fromEntries(entries);
    };
    expect((await takeRows(plain, 21)).map(without)).toEqual([...before, ...after].map(without));
  });
});

describe("how it ends", () => {
  test("a model whose loss passes a thousand times L₀ is no longer claimed, but goes on", async () => {
    const run = await atEdge(valleyModel(STRAIGHT), Float64Array.of(0.01, 21, 0));
    const rows = await takeRows(run, 120);
    const [stop] = run.annotations.overlayStops.filter((s) => s.overlay === "frozenQuadratic");
    expect(stop?.reason).toBe("divergence");
    const initial = rows[0]!.loss;
    expect(rows[stop!.step]!.frozenQuadraticLoss).toBeGreaterThan(1e3 * initial);
    expect(rows[stop!.step - 1]!.frozenQuadraticLoss).toBeLessThan(1e3 * initial);
    expect(rows.at(-1)!.frozenQuadraticLoss).toBeGreaterThan(rows[stop!.step]!.frozenQuadraticLoss);
    // The cubic is this run, and that stays.
    expect(run.annotations.overlayStops.some((s) => s.overlay === "frozenCubic")).toBe(false);
  });

  test("numbers that overflow end a column, and none of them is ever shown", async () => {
    // The cubic along x squares what it has at every step; the quadratic grows fivefold.
    const context = exactContext(valleyModel({ ...STRAIGHT, zeta: 30 }));
    const start = Float64Array.of(0.4, 25, 0);
    const iterate = await measureIterate(context, start, 2, null);
    const frozen = await FrozenTaylor.startingAt(context, iterate, 1);
    const rows: Row[] = [];
    const stops: OverlayStop[] = [];
    for (let step = 0; step < 100; step++) {
      const row = { ...blankRow(), step, learningRate: 0.1 };
      stops.push(...(await frozen.next(row, start)));
      rows.push(row);
    }
    for (const row of rows) {
      for (const column of COLUMNS) expect(Math.abs(row[column]) > 3.5e38).toBe(false);
    }
    const lengthOf = (column: (typeof COLUMNS)[number]) =>
      rows.filter((row) => Number.isFinite(row[column])).length;
    expect(lengthOf("frozenCubicLoss")).toBeLessThan(15);
    expect(lengthOf("frozenCubicSharpness")).toBe(lengthOf("frozenCubicLoss"));
    expect(lengthOf("frozenQuadraticLoss")).toBeGreaterThan(25);
    expect(lengthOf("frozenQuadraticLoss")).toBeLessThan(50);
    expect(stops.map(({ overlay }) => overlay).sort()).toEqual(["frozenCubic", "frozenQuadratic"]);
  });

  test("a change of η ends both, and the next edge starts them anew", async () => {
    const run = await atEdge(valleyModel(STRAIGHT), Float64Array.of(0.01, 25, 0), {
      learningRate: 0.08,
      learningRateChanges: [{ step: 5, learningRate: 0.0799 }],
    });
    const rows = await takeRows(run, 400);
    expect(rows[4]!.frozenQuadraticLoss).toBeGreaterThan(0);
    for (const column of COLUMNS) expect(rows[5]![column]).toBeNaN();
    const ended = run.annotations.overlayStops.filter((s) => s.step === 5);
    expect(ended.map(({ overlay }) => overlay)).toEqual(
      expect.arrayContaining(["frozenQuadratic", "frozenCubic"]),
    );
    const again = run.annotations.edgeSteps[1]!;
    expect(again).toBeGreaterThan(5);
    expect(rows[again]!.frozenQuadraticLoss).toBe(rows[again]!.loss);
    expect(rows[again]!.frozenCubicSharpness).toBe(rows[again]!.sharpness);
  });
});
