/** Frames of a real run, timed: the loop the page drives, without the page. */
import { accelerationPlan } from "../../engine/accelerationPlan.ts";
import { Run } from "../../engine/run.ts";
import { SCREEN_PRECISION } from "../../engine/precisions.ts";
import type { TaylorModel } from "../../engine/taylor/taylorModel.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { Row } from "../../protocol/columns.ts";
import type { BenchProblem } from "./problems.ts";
import type { Sampler } from "./sampling.ts";

/**
 * `gd`: a gradient descent step with λ₁ and λ₂. A number K: the full frame F(K), which adds θ† with
 * K projection rounds (K + 1 centers, each with gradient, λ₁ or both, ∇S) and both predictions.
 * `modes2`: the same frame with several modes, two of them active and one round.
 */
export type FrameKind = "gd" | 1 | 2 | "modes2";

/** How many projection rounds a kind has, and what it draws. */
const FRAMES: Record<FrameKind, { rounds: number; overlays: Experiment["overlays"] }> = {
  gd: { rounds: 0, overlays: [] },
  1: { rounds: 1, overlays: ["constrained", "prediction"] },
  2: { rounds: 2, overlays: ["constrained", "prediction"] },
  modes2: { rounds: 1, overlays: ["modes"] },
};

/** Untimed frames at the beginning: the start of θ†, cold eigenvectors. One where they are slow. */
const WARM_UP_FRAMES = 3;
const WARM_UP_MS = 1_500;
/** A run thrown away before the first sample, for the just-in-time compiler: so long, in ms. */
const COMPILING_MS = 600;
/** After so many samples the run begins again, so that fast and slow models time the same frames. */
const SAMPLES_PER_RUN = 5;
/** A sample of this many frames holds one of the fourth derivatives measured every tenth step. */
const FRAMES_PER_SAMPLE = 10;
const TIMED_FRAMES = WARM_UP_FRAMES + SAMPLES_PER_RUN * FRAMES_PER_SAMPLE;
/** Where ten frames would take longer than this, a sample is as many frames as fit. */
const SAMPLE_MS = 400;

/** A run that starts at the edge, at θ₀ with this η, on the model as the page would run it. */
export async function beginFrames(
  model: TaylorModel,
  problem: BenchProblem,
  learningRate: number,
  kind: FrameKind,
): Promise<Run> {
  const { rounds, overlays } = FRAMES[kind];
  const experiment: Experiment = { ...problem.experiment, learningRate, overlays };
  const precision = { ...SCREEN_PRECISION, projectionRounds: rounds, leastModes: 2 };
  const plan = accelerationPlan(experiment, problem.parameters, precision);
  const acceleration = await model.accelerate?.(plan);
  return Run.begin(model, experiment, problem.parameters, {
    precision,
    startAt: problem.parameters,
    accelerator: acceleration?.accelerator ?? null,
  });
}

/**
 * Samples ms per frame of a run that starts at the edge: at θ₀ with `learningRate` = 2/S(θ₀).
 * @throws Error when the run stops giving full frames: it diverged, or its predictions overflowed.
 */
export function frameSampler(
  model: TaylorModel,
  problem: BenchProblem,
  learningRate: number,
  kind: FrameKind,
): Sampler {
  let run: Run | null = null;
  let samplesLeft = 0;
  let frames = FRAMES_PER_SAMPLE;

  const start = () => beginFrames(model, problem, learningRate, kind);

  /** Over the frames that are timed later. */
  async function compile(): Promise<void> {
    const began = performance.now();
    while (performance.now() - began < COMPILING_MS) {
      const thrownAway = await start();
      for (let i = 0; i < TIMED_FRAMES && performance.now() - began < COMPILING_MS; i++) {
        await thrownAway.next();
      }
    }
  }

  async function begin(): Promise<Run> {
    const fresh = await start();
    let frameMs = Infinity;
    const began = performance.now();
    for (let i = 0; i < WARM_UP_FRAMES && performance.now() - began < WARM_UP_MS; i++) {
      const started = performance.now();
      await fresh.nextRows(1);
      frameMs = Math.min(frameMs, performance.now() - started);
    }
    frames = Math.max(1, Math.min(FRAMES_PER_SAMPLE, Math.floor(SAMPLE_MS / frameMs)));
    return fresh;
  }

  return async () => {
    if (run === null) await compile();
    if (run === null || samplesLeft === 0) {
      run = await begin();
      samplesLeft = SAMPLES_PER_RUN;
    }
    samplesLeft--;
    const started = performance.now();
    let row: Row | null = null;
    for (let left = frames; left > 0;) {
      const rows = await run.nextRows(left);
      left -= rows.length;
      row = rows.at(-1)!;
    }
    const elapsed = performance.now() - started;
    if (run.isDiverged || !isFull(row!, kind)) {
      throw new Error(`the ${problem.name} run stopped giving full frames at step ${run.step}`);
    }
    return elapsed / frames;
  };
}

function isFull(
  { predictedSharpness, modesPredictedSharpness, modesActive }: Row,
  kind: FrameKind,
) {
  if (kind === "gd") return true;
  return kind === "modes2"
    ? modesActive === 2 && Number.isFinite(modesPredictedSharpness)
    : Number.isFinite(predictedSharpness);
}
