/** What a full frame F(1) costs the GPU's queue and the script that fills it. */
import { accelerationPlan } from "../../engine/accelerationPlan.ts";
import { SCREEN_PRECISION } from "../../engine/precisions.ts";
import type { TaylorModel } from "../../engine/taylor/taylorModel.ts";
import type { TrackContext } from "../../engine/tracks/context.ts";
import { orientationAt } from "../../engine/tracks/edgeStep.ts";
import { measureIterate } from "../../engine/tracks/gradientDescent.ts";
import { Overlays } from "../../engine/tracks/overlays.ts";
import { randomStream } from "../../math/random.ts";
import type { BenchRow } from "./benchReport.ts";
import { beginFrames } from "./frameSampler.ts";
import type { BenchProblem } from "./problems.ts";
import { findEdgeStart } from "./rowFigures.ts";
import { median } from "./sampling.ts";

export type GpuLoad = Pick<BenchRow, "dispatchesPerFrame" | "jsMsPerFrame">;

/** Issues some frames and waits for them; tells how many they were. */
type Portion = () => Promise<number>;

/** @param portions how many are measured; the figures are medians. */
export async function measureGpuLoad(
  model: TaylorModel,
  problem: BenchProblem,
  portions: number,
): Promise<GpuLoad> {
  const { learningRate } = await findEdgeStart(model, problem);
  const { portion, dispose } =
    (await replayedFrames(model, problem, learningRate)) ??
    (await ordinaryFrames(model, problem, learningRate));
  // The first is of a run that begins.
  await portion();
  const dispatches: number[] = [];
  const jsMs: number[] = [];
  for (let i = 0; i < portions; i++) {
    const watch = watchGpu();
    const started = performance.now();
    const frames = await portion();
    const elapsed = performance.now() - started;
    watch.stop();
    dispatches.push(watch.dispatches / frames);
    jsMs.push((elapsed - watch.waitingMs) / frames);
  }
  dispose();
  return { dispatchesPerFrame: median(dispatches), jsMsPerFrame: median(jsMs) };
}

/** Whole slices of replayed steps; null where the model cannot replay them. */
async function replayedFrames(model: TaylorModel, problem: BenchProblem, learningRate: number) {
  const { experiment: unfinished, parameters } = problem;
  const experiment = { ...unfinished, learningRate };
  const precision = { ...SCREEN_PRECISION, projectionRounds: 1 };
  const plan = accelerationPlan(experiment, parameters, precision);
  const accelerator = (await model.accelerate?.(plan))?.accelerator ?? null;
  if (accelerator === null) return null;
  const context: TrackContext = { model, random: randomStream(1).normal, ...precision };
  const iterate = await measureIterate(context, parameters, plan.eigenpairs, null);
  const orientation = orientationAt(model, iterate);
  const overlays = await Overlays.begin(
    context,
    experiment,
    iterate,
    learningRate,
    orientation,
    iterate.loss,
  );
  accelerator.load(0, { iterate, overlays: overlays.state });
  const portion: Portion = async () => {
    const found = await accelerator.advance(accelerator.sliceLength, learningRate);
    return found.length - 1;
  };
  return { portion, dispose: () => accelerator.dispose() };
}

/** One frame at a time, each evaluation read back. */
async function ordinaryFrames(model: TaylorModel, problem: BenchProblem, learningRate: number) {
  const run = await beginFrames(model, problem, learningRate, 1);
  const portion: Portion = async () => (await run.nextRows(1)).length;
  return { portion, dispose: () => run.dispose() };
}

/** Counts dispatches and the time until mapped buffers arrive, until stopped. */
function watchGpu(): { dispatches: number; waitingMs: number; stop(): void } {
  const pass = GPUComputePassEncoder.prototype;
  const buffer = GPUBuffer.prototype;
  // Kept to be called with the receiver they came from.
  const dispatch = Reflect.get(pass, "dispatchWorkgroups") as Dispatch;
  const map = Reflect.get(buffer, "mapAsync") as MapAsync;
  const watch = {
    dispatches: 0,
    waitingMs: 0,
    stop() {
      pass.dispatchWorkgroups = dispatch;
      buffer.mapAsync = map;
    },
  };
  pass.dispatchWorkgroups = function (this: GPUComputePassEncoder, ...size) {
    watch.dispatches++;
    return dispatch.apply(this, size);
  };
  buffer.mapAsync = async function (this: GPUBuffer, ...range) {
    const started = performance.now();
    await map.apply(this, range);
    watch.waitingMs += performance.now() - started;
    return undefined;
  };
  return watch;
}

type Dispatch = (this: GPUComputePassEncoder, x: number, y?: number, z?: number) => undefined;
type MapAsync = (
  this: GPUBuffer,
  mode: number,
  offset?: number,
  size?: number,
) => Promise<undefined>;
