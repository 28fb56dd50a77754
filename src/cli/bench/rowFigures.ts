import { SCREEN_PRECISION } from "../../engine/precisions.ts";
import { leadingEigenpairs } from "../../engine/sharpness.ts";
import type { TaylorModel } from "../../engine/taylor/taylorModel.ts";
import { randomStream } from "../../math/random.ts";
import { frameSampler } from "./frameSampler.ts";
import type { BenchProblem } from "./problems.ts";
import { callSampler, interleavedMedians, type SamplePlan } from "./sampling.ts";

/** What one model does on one problem; medians. */
export interface RowFigures {
  /** ∇L. */
  order0Ms: number;
  /** ∇L and ∇²L u. */
  order1Ms: number;
  /** ∇L, ∇²L u and ∇³L(u, u), all three. */
  order2Ms: number;
  frame1PerSecond: number;
  frame2PerSecond: number;
  /** With two active modes. */
  frameModes2PerSecond: number;
  gdSharpnessPerSecond: number;
}

/** Where a run of this problem starts on this model: the edge. */
export interface EdgeStart {
  /** η = 2/S(θ₀) */
  learningRate: number;
  /** u at θ₀ */
  topEigenvector: Float64Array;
}

export async function findEdgeStart(
  model: TaylorModel,
  { parameters }: BenchProblem,
): Promise<EdgeStart> {
  const point = await model.expandAt(parameters);
  const random = randomStream(1).normal;
  const eigen = await leadingEigenpairs(point, 1, [], SCREEN_PRECISION.tolerance, random);
  point.dispose();
  return { learningRate: 2 / eigen.values[0]!, topEigenvector: eigen.vectorOf(0) };
}

/** Time passes and frames of `model`, built from `problem`. */
export async function measureRow(
  model: TaylorModel,
  problem: BenchProblem,
  plan: SamplePlan,
): Promise<RowFigures> {
  const { learningRate, topEigenvector: u } = await findEdgeStart(model, problem);
  const medians = await interleavedMedians(
    {
      order0: passSampler(model, problem.parameters, u, 0),
      order1: passSampler(model, problem.parameters, u, 1),
      order2: passSampler(model, problem.parameters, u, 2),
      gd: frameSampler(model, problem, learningRate, "gd"),
      frame1: frameSampler(model, problem, learningRate, 1),
      frame2: frameSampler(model, problem, learningRate, 2),
      frameModes2: frameSampler(model, problem, learningRate, "modes2"),
    },
    plan,
  );
  return {
    order0Ms: medians.order0,
    order1Ms: medians.order1,
    order2Ms: medians.order2,
    frame1PerSecond: 1000 / medians.frame1,
    frame2PerSecond: 1000 / medians.frame2,
    frameModes2PerSecond: 1000 / medians.frameModes2,
    gdSharpnessPerSecond: 1000 / medians.gd,
  };
}

function passSampler(
  model: TaylorModel,
  parameters: Float64Array,
  direction: Float64Array,
  order: 0 | 1 | 2,
) {
  return callSampler(async () => {
    const point = await model.expandAt(parameters);
    if (order > 0) await point.hessianProducts([direction]);
    if (order > 1) await point.thirdDerivative(direction);
    point.dispose();
  });
}
