import { describe, expect, test } from "vitest";
import { randomStream } from "../../math/random.ts";
import { difference, distance, dot, isSignCanonical, norm } from "../../math/vector.ts";
import type { Experiment, InlineData } from "../../model/experiment.ts";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { COLUMN_NAMES, type Row } from "../../protocol/columns.ts";
import { createFloat64Mlp } from "../backends/float64/float64Mlp.ts";
import { exactContext } from "../fixtures/context.ts";
import { takeRows } from "../fixtures/rows.ts";
import { TRACE_PRECISION } from "../precisions.ts";
import { buildModel, prepareProblem, wholeProblem, type Problem } from "../prepareRun.ts";
import { Run } from "../run.ts";
import { eitherWay } from "../taylor/networkDescription.ts";
import { orientationAt } from "../tracks/edgeStep.ts";
import { measureIterate } from "../tracks/gradientDescent.ts";

const INPUTS = 90;
const backend = {
  createModel: eitherWay(createFloat64Mlp, () => {
    throw new Error("no other kinds here");
  }),
};
const noFiles = () => Promise.reject(new Error("no files here"));

/** Labels ±1 of points that depend on each other when `rank` is below `samples`. */
function data(samples: number, rank: number, outputs: number): InlineData {
  const { normal } = randomStream(11);
  const space = Array.from({ length: rank }, () => Array.from({ length: INPUTS }, normal));
  return {
    kind: "inline",
    inputs: Array.from({ length: samples }, () => {
      const weights = space.map(() => normal() / Math.sqrt(rank));
      return Array.from({ length: INPUTS }, (_, j) =>
        weights.reduce((sum, weight, k) => sum + weight * space[k]![j]!, 0),
      );
    }),
    targets: Array.from({ length: samples }, () =>
      Array.from({ length: outputs }, () => Math.sign(normal())),
    ),
  };
}

function experimentOn(source: InlineData, change: Partial<Experiment>): Experiment {
  return {
    ...defaultExperiment(),
    data: source,
    model: { kind: "mlp", hidden: [6], activation: "tanh", bias: true },
    init: { scheme: "torch", gain: 1, seed: 4 },
    overlays: ["constrained", "prediction", "flow", "flowFromStart", "frozen"],
    ...change,
  };
}

async function rowsOf(problem: Problem, count: number): Promise<{ rows: Row[]; run: Run }> {
  const run = await Run.begin(
    buildModel(problem, backend),
    problem.experiment,
    problem.parameters,
    { precision: TRACE_PRECISION.float64 },
  );
  return { rows: await takeRows(run, count), run };
}

/** Largest |a − b| of a column, by its own size. */
function largestError(a: Row[], b: Row[], name: (typeof COLUMN_NAMES)[number]): number {
  const size = Math.max(...b.map((row) => Math.abs(row[name])).filter(Number.isFinite), 1e-300);
  return Math.max(
    ...a.map((row, i) => {
      const [x, y] = [row[name], b[i]![name]];
      return Object.is(x, y) ? 0 : Math.abs(x - y) / size;
    }),
  );
}

describe("a run in the row space of its data is the run itself", () => {
  test.each([
    {
      name: "with bias",
      experiment: experimentOn(data(24, 24, 1), { learningRate: 0.16, nudge: 0.5 }),
    },
    {
      name: "of dependent samples, without bias, of two hidden layers",
      experiment: experimentOn(data(30, 12, 2), {
        learningRate: 0.12,
        nudge: 0.5,
        model: { kind: "mlp", hidden: [8, 5], activation: "swish", bias: false },
      }),
    },
  ])("$name: every column through the edge", async ({ experiment }) => {
    const whole = await wholeProblem(experiment, noFiles);
    const reduced = await prepareProblem(experiment, noFiles);
    expect(whole.reduction).toBeNull();
    expect(reduced.reduction?.parameterCount).toBe(whole.parameters.length);
    expect(reduced.parameters.length).toBeLessThan(whole.parameters.length / 2);
    const a = await rowsOf(reduced, 90);
    const b = await rowsOf(whole, 90);
    expect(b.run.annotations.edgeSteps).toHaveLength(1);
    for (const name of COLUMN_NAMES) {
      if (name === "sharpnessResidual") continue;
      // The predictions multiply what the eigen-solver's tolerance leaves.
      const tolerance = /^(predicted|cubic|frozen)/.test(name) ? 1e-4 : 1e-7;
      expect(largestError(a.rows, b.rows, name), name).toBeLessThan(tolerance);
    }
    expect(a.run.annotations).toEqual(b.run.annotations);
    const moved = difference(b.run.parameters, whole.parameters);
    const lifted = reduced.reduction!.lift(difference(a.run.parameters, reduced.parameters));
    expect(distance(lifted, moved) / norm(moved)).toBeLessThan(1e-7);
  });
});

test("u has the sign that it has in the experiment's own network", async () => {
  const source = data(24, 24, 1);
  const ownSigns: boolean[] = [];
  for (let seed = 0; seed < 8; seed++) {
    const experiment = experimentOn(source, { init: { scheme: "torch", gain: 1, seed } });
    const reduced = await prepareProblem(experiment, noFiles);
    const u = await orientation(await wholeProblem(experiment, noFiles));
    const small = await orientation(reduced);
    expect(dot(reduced.reduction!.lift(small), u)).toBeCloseTo(1, 8);
    expect(isSignCanonical(u)).toBe(true);
    ownSigns.push(isSignCanonical(small));
  }
  // In its own coordinates it would have had the other one now and then.
  expect(new Set(ownSigns)).toEqual(new Set([true, false]));
});

async function orientation(problem: Problem): Promise<Float64Array> {
  const model = buildModel(problem, backend);
  const iterate = await measureIterate(exactContext(model), problem.parameters, 2, null);
  return orientationAt(model, iterate).topEigenvector;
}

test("data of too few dimensions for the eigenvalues leave a network as it is", async () => {
  const source = data(20, 1, 1);
  const linear = experimentOn(source, {
    model: { kind: "mlp", hidden: [], activation: "identity", bias: true },
  });
  expect((await prepareProblem(linear, noFiles)).reduction).toBeNull();
  const hidden = experimentOn(source, {});
  expect((await prepareProblem(hidden, noFiles)).description).toMatchObject({ sizes: [1, 6, 1] });
});

test("momentum descends in the row space as well; rules with a preconditioner of coordinates do not", async () => {
  const source = data(20, 20, 1);
  const heavyBall = experimentOn(source, {
    optimizer: { kind: "heavy-ball", momentum: 0.9 },
    learningRate: 0.01,
    overlays: [],
  });
  const reduced = await prepareProblem(heavyBall, noFiles);
  expect(reduced.reduction).not.toBeNull();
  const { rows: inRowSpace } = await rowsOf(reduced, 40);
  const { rows } = await rowsOf(await wholeProblem(heavyBall, noFiles), 40);
  rows.forEach(({ loss, sharpness }, step) => {
    expect(Math.abs(inRowSpace[step]!.loss - loss)).toBeLessThan(1e-9 * loss);
    expect(Math.abs(inRowSpace[step]!.sharpness - sharpness)).toBeLessThan(1e-6 * sharpness);
  });
  for (const kind of ["rmsprop", "adam"] as const) {
    const momenta = { beta1: 0.9, beta2: 0.99, epsilon: 1e-8 };
    const adaptive = experimentOn(source, { optimizer: { kind, ...momenta }, overlays: [] });
    expect((await prepareProblem(adaptive, noFiles)).reduction).toBeNull();
  }
});

test("the decomposition can be ended, and tells how far it is", async () => {
  const experiment = experimentOn(data(40, 40, 1), {});
  const shares: number[] = [];
  const end = new Error("ended");
  const ended = prepareProblem(experiment, noFiles, (share) => {
    shares.push(share);
    return shares.length > 2 ? Promise.reject(end) : Promise.resolve();
  });
  await expect(ended).rejects.toBe(end);
  expect(shares).toEqual([0.04, 0.16, 0.36].map((share) => expect.closeTo(share, 12)));
});
