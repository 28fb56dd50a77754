/** What a full frame F(1) costs the GPU's queue and the script that fills it. */
import type { TaylorModel } from "../../engine/taylor/taylorModel.ts";
import type { BenchRow } from "./benchReport.ts";
import { beginFrames } from "./frameSampler.ts";
import type { BenchProblem } from "./problems.ts";
import { findEdgeStart } from "./rowFigures.ts";
import { median } from "./sampling.ts";

export type GpuLoad = Pick<BenchRow, "dispatchesPerFrame" | "jsMsPerFrame">;

/** Rows before the first that counts: slices of replayed steps begin short. */
const WARM_UP_ROWS = 15;
/** Rows asked for at a time: one of ten measures the fourth derivative. */
const ROWS_TOGETHER = 10;
const PORTIONS = 5;

/** Of a run as the page has it: medians over portions of its rows. */
export async function measureGpuLoad(model: TaylorModel, problem: BenchProblem): Promise<GpuLoad> {
  const { learningRate } = await findEdgeStart(model, problem);
  const run = await beginFrames(model, problem, learningRate, 1);
  while (run.step < WARM_UP_ROWS) await run.nextRows(ROWS_TOGETHER);
  const dispatches: number[] = [];
  const jsMs: number[] = [];
  for (let i = 0; i < PORTIONS; i++) {
    const watch = watchGpu();
    const started = performance.now();
    const { length } = await run.nextRows(ROWS_TOGETHER);
    const elapsed = performance.now() - started;
    watch.stop();
    dispatches.push(watch.dispatches / length);
    jsMs.push((elapsed - watch.waitingMs) / length);
  }
  run.dispose();
  return { dispatchesPerFrame: median(dispatches), jsMsPerFrame: median(jsMs) };
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
