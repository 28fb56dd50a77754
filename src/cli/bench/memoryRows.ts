/** Memory over many frames of one run: what a session of hours would need. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { openBackend, type OpenedBackend } from "../../engine/backends/openBackend.ts";
import { SCREEN_PRECISION } from "../../engine/precisions.ts";
import { Run } from "../../engine/run.ts";
import type { TaylorModel } from "../../engine/taylor/taylorModel.ts";
import { tf, wasmBackend } from "../../engine/tf.ts";
import type { BackendName } from "../../protocol/backend.ts";
import type { MemoryRow } from "./benchReport.ts";
import type { Note } from "./nodeRows.ts";
import type { BenchProblem } from "./problems.ts";
import { findEdgeStart } from "./rowFigures.ts";
import { fitSlope } from "./slope.ts";

export const MEMORY_BACKENDS: readonly BackendName[] = ["float64", "wasm"];
/** Frames before the first look: until then the compiler's own memory grows. */
const WARM_UP_FRAMES = 500;
/** Memory is looked at so often, and once before the first frame that counts. */
const CHECKPOINTS = 10;

/** Predictions start anew after so many steps: none drifts so far that it overflows. */
const PREDICTED_STEPS = 200;
const SWEEP_MS = 30;

/** What is in use at one moment. */
interface Usage {
  frame: number;
  /** Objects and typed arrays of JavaScript, after a collection of garbage. */
  heapBytes: number;
  /** All of wasm's memory, which only ever grows; 0 on float64. */
  wasmBytes: number;
  /** Tensors of TensorFlow.js. */
  tensors: number;
}

/**
 * Growth per frame on each of `backends` over `frames` full frames, by least squares.
 * @param frames a multiple of 10.
 */
export async function measureMemoryRows(
  problem: BenchProblem,
  backends: readonly BackendName[],
  frames: number,
  note: Note,
): Promise<MemoryRow[]> {
  const rows: MemoryRow[] = [];
  for (const name of backends) {
    note(`memory of ${problem.name} on ${name} over ${frames} frames`);
    const backend = await openBackend(name, undefined);
    const usages = await usagesOf(backend, problem, frames);
    const growth = (quantity: keyof Usage) =>
      fitSlope(
        usages.map(({ frame }) => frame),
        usages.map((usage) => usage[quantity]),
      );
    const heap = growth("heapBytes");
    rows.push({
      size: problem.name,
      backend: name,
      frames,
      heapBytesPerFrame: heap.slope,
      heapBytesStandardError: heap.standardError,
      wasmBytesPerFrame: growth("wasmBytes").slope,
      tensorsPerFrame: growth("tensors").slope,
    });
  }
  return rows;
}

async function usagesOf(
  backend: OpenedBackend,
  problem: BenchProblem,
  frames: number,
): Promise<Usage[]> {
  const model = backend.createModel(problem.description, problem.dataset);
  const next = await fullFrames(model, problem);
  const stretch = frames / CHECKPOINTS;
  const usages: Usage[] = [];
  for (let frame = -WARM_UP_FRAMES; frame < 0; frame++) await next();
  for (let frame = 0; frame <= frames; frame++) {
    if (frame % stretch === 0) usages.push(await usageAt(frame, backend.name));
    await next();
  }
  model.dispose();
  return usages;
}

/** Frames F(1) of a run that starts at the edge; one that diverges begins again. */
async function fullFrames(model: TaylorModel, problem: BenchProblem): Promise<() => Promise<void>> {
  const { learningRate } = await findEdgeStart(model, problem);
  let run: Run | null = null;
  return async () => {
    if (run === null || run.isDiverged) {
      run = await Run.begin(model, { ...problem.experiment, learningRate }, problem.parameters, {
        precision: { ...SCREEN_PRECISION, projectionRounds: 1 },
        startAt: problem.parameters,
      });
    }
    if (run.step % PREDICTED_STEPS === 0) run.resynchronise();
    await run.next();
  };
}

async function usageAt(frame: number, backend: BackendName): Promise<Usage> {
  // Twice, with time in between: freed typed arrays are taken off the account on another thread.
  collectGarbage();
  await new Promise((resolve) => setTimeout(resolve, SWEEP_MS));
  collectGarbage();
  await new Promise((resolve) => setTimeout(resolve, SWEEP_MS));
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return {
    frame,
    heapBytes: heapUsed + arrayBuffers,
    wasmBytes: backend === "wasm" ? wasmBackend().wasm.HEAPU8.length : 0,
    tensors: tf.memory().numTensors,
  };
}

let collect: (() => void) | null = null;

/** As `node --expose-gc` would, without having to be started so. */
function collectGarbage(): void {
  if (collect === null) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
}
