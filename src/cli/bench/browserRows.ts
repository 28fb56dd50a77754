/** Rows of the backends that need a browser; runs in the page. */
import { webgpuObstacle } from "../../engine/backends/graphicsAdapter.ts";
import { openBackend } from "../../engine/backends/openBackend.ts";
import { dataFileReader } from "../../engine/fetchDataFile.ts";
import type { TaylorModel } from "../../engine/taylor/taylorModel.ts";
import type { BenchRow } from "./benchReport.ts";
import { countingModel } from "./derivativeCounts.ts";
import { frameSampler } from "./frameSampler.ts";
import { createProblem, type BenchProblem } from "./problems.ts";
import { findEdgeStart, measureRow } from "./rowFigures.ts";
import type { SamplePlan } from "./sampling.ts";
import type { SizeName } from "./sizes.ts";

/** Whether WebGPU runs on a graphics card here. */
export async function hasHardwareAdapter(): Promise<boolean> {
  return (await webgpuObstacle()) === null;
}

/** @throws Error with the reason when the backend does not work here. */
export async function measureBrowserRow(
  size: SizeName,
  backend: "webgpu" | "webgl",
  plan: SamplePlan,
): Promise<BenchRow> {
  const opened = await openBackend(backend, undefined);
  const problem = await createProblem(size, dataFileReader(new URL("/data/", location.href).href));
  const model = opened.createModel(problem.description, problem.dataset);
  const figures = await measureRow(model, problem, plan);
  const load = backend === "webgpu" ? await measureGpuLoad(model, problem) : NO_GPU_LOAD;
  model.dispose();
  return { size, backend, ...figures, shareOfPeak: null, ...load };
}

type GpuLoad = Pick<BenchRow, "dispatchesPerFrame" | "jsMsPerFrame">;

const NO_GPU_LOAD: GpuLoad = { dispatchesPerFrame: null, jsMsPerFrame: null };

/** Dispatches of one F(1), and its time outside the waits for results. */
async function measureGpuLoad(model: TaylorModel, problem: BenchProblem): Promise<GpuLoad> {
  const { learningRate } = await findEdgeStart(model, problem);
  const { model: counted, counts } = countingModel(model);
  const sample = frameSampler(counted, problem, learningRate, 1);
  // The first sample begins the run; only the second is of a run at work.
  await sample();
  const watch = watchGpu();
  counts.thirdDerivatives = 0;
  const frameMs = await sample();
  watch.stop();
  // A frame F(1) has two centers, with one third derivative each.
  const frames = counts.thirdDerivatives / 2;
  return {
    dispatchesPerFrame: watch.dispatches / frames,
    jsMsPerFrame: frameMs - watch.waitingMs / frames,
  };
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
