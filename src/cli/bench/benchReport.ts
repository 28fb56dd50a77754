/** What the benchmark writes (format brink-bench, version 1). */
import type { BackendName } from "../../protocol/backend.ts";
import { passFlops } from "./flopCount.ts";
import type { RowFigures } from "./rowFigures.ts";
import { NETWORK_SIZES, type SizeName } from "./sizes.ts";

export interface BenchRow extends RowFigures {
  size: SizeName;
  backend: BackendName;
  /** FLOP/s of the order-2 pass over the measured peak; null where no peak is measured. */
  shareOfPeak: number | null;
  /** GPU dispatches of one F(1), replayed where the network allows it; null outside webgpu. */
  dispatchesPerFrame: number | null;
  /** Time of one F(1) that is not spent waiting for the GPU; null outside webgpu. */
  jsMsPerFrame: number | null;
}

export type PeakGflops = Record<"float64" | "wasm", number>;

export interface NestedRow {
  size: SizeName;
  backend: "wasm";
  frame1PerSecond: number;
}

export interface PytorchRow {
  size: SizeName;
  frame1PerSecond: number;
  gdSharpnessPerSecond: number;
  /** What a frame F(1) spends there: as many as Brink's own on average. */
  hessianProductsPerFrame: number;
}

/** A size's fastest backend beside its peers; null where a peer was not measured. */
export interface RatioRow {
  size: SizeName;
  backend: BackendName;
  frame1PerSecond: number;
  /** Frames F(1) here in the time of one with nested `tf.grads`. */
  toNested: number | null;
  /** The same of eager PyTorch. */
  toPytorch: number | null;
}

/** Growth of memory over many frames of one run; flat is 0. */
export interface MemoryRow {
  size: SizeName;
  backend: BackendName;
  frames: number;
  /** JavaScript's heap and typed arrays. */
  heapBytesPerFrame: number;
  heapBytesStandardError: number;
  wasmBytesPerFrame: number;
  /** Tensors of TensorFlow.js. */
  tensorsPerFrame: number;
}

/** null where the figure could not be measured. */
export interface PageFigures {
  /** Script time of drawing the figure of a run of 100,000 steps. */
  redraw100kMs: number | null;
  /** From navigation to the first batch of steps, on a warm cache. */
  firstStepMs: number | null;
  /** Longest task of the main thread while a run trains. */
  longestTaskMs: number | null;
  /** Gzip size of the scripts that come before any lazy one, in bytes. */
  firstScriptBytes: number | null;
}

export interface BenchReport {
  format: "brink-bench";
  version: 1;
  /** Every figure is a median of at least so many samples. */
  samples: number;
  peakGflops: PeakGflops;
  rows: BenchRow[];
  nested: NestedRow[];
  pytorch: PytorchRow[];
  /** Of the BLAS that PyTorch uses here, on one thread; null where PyTorch is missing. */
  pytorchPeakGflops: number | null;
  ratios: RatioRow[];
  memory: MemoryRow[];
  page: PageFigures | null;
}

/** A row of a backend in Node. */
export function nodeRow(
  size: SizeName,
  backend: BackendName,
  figures: RowFigures,
  peak: PeakGflops,
): BenchRow {
  return {
    size,
    backend,
    ...figures,
    shareOfPeak:
      backend in peak ? shareOfPeak(size, figures, peak[backend as keyof PeakGflops]) : null,
    dispatchesPerFrame: null,
    jsMsPerFrame: null,
  };
}

function shareOfPeak(size: SizeName, { order2Ms }: RowFigures, peakGflops: number): number {
  return passFlops(NETWORK_SIZES[size], 2) / (order2Ms * 1e6) / peakGflops;
}
