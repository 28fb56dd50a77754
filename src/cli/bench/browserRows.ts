/** Rows of the backends that need a browser; runs in the page. */
import { webgpuObstacle } from "../../engine/backends/graphicsAdapter.ts";
import { openBackend } from "../../engine/backends/openBackend.ts";
import { dataFileReader } from "../../engine/fetchDataFile.ts";
import type { BenchRow } from "./benchReport.ts";
import { measureGpuLoad, type GpuLoad } from "./gpuLoad.ts";
import { createProblem } from "./problems.ts";
import { measureRow } from "./rowFigures.ts";
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
  const load =
    backend === "webgpu" ? await measureGpuLoad(model, problem, plan.minimum) : NO_GPU_LOAD;
  model.dispose();
  return { size, backend, ...figures, shareOfPeak: null, ...load };
}

const NO_GPU_LOAD: GpuLoad = { dispatchesPerFrame: null, jsMsPerFrame: null };
