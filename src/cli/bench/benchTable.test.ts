import { expect, test } from "vitest";
import type { BenchReport } from "./benchReport.ts";
import { benchTable } from "./benchTable.ts";

const REPORT: BenchReport = {
  format: "brink-bench",
  version: 1,
  samples: 5,
  peakGflops: { float64: 2.138, wasm: 29.02 },
  rows: [
    {
      size: "tiny",
      backend: "float64",
      order0Ms: 0.0441,
      order1Ms: 0.15,
      order2Ms: 0.21,
      frame1PerSecond: 1523.7,
      frame2PerSecond: 987.4,
      frameModes2PerSecond: 812.6,
      gdSharpnessPerSecond: 5012,
      shareOfPeak: 0.265,
      dispatchesPerFrame: null,
      jsMsPerFrame: null,
    },
  ],
  nested: [{ size: "tiny", backend: "wasm", frame1PerSecond: 34 }],
  pytorch: [
    { size: "tiny", frame1PerSecond: 206, gdSharpnessPerSecond: 1273, hessianProductsPerFrame: 10 },
  ],
  pytorchPeakGflops: 6.034,
  ratios: [
    { size: "tiny", backend: "float64", frame1PerSecond: 1523.7, toNested: 44.8, toPytorch: 7.4 },
  ],
  memory: [
    {
      size: "tiny",
      backend: "float64",
      frames: 20_000,
      heapBytesPerFrame: -0.32,
      heapBytesStandardError: 4.18,
      wasmBytesPerFrame: 0,
      tensorsPerFrame: 0,
    },
  ],
  page: { redraw100kMs: 6.5, firstStepMs: 809.5, longestTaskMs: null, firstScriptBytes: 119_474 },
};

test("the table has every figure and leaves out what was not measured", () => {
  expect(benchTable(REPORT)).toBe(`Matrix-product peak: float64 2.14, wasm 29.0 GFLOP/s

size  backend   ∇L ms  +Hu ms  +∇³L ms  F(1)/s  F(2)/s  modes/s  GD+λ/s    peak  dispatches  JS ms
tiny  float64  0.0441   0.150    0.210   1,524     987      813   5,012  26.5 %

F(K): gradient descent with λ₁ and λ₂, θ† with K projection rounds, both predictions.
modes: the same with two active modes and one round, and the prediction with several modes.

nested tf.grads  backend  F(1)/s
tiny                wasm    34.0

eager PyTorch  F(1)/s  GD+λ/s  Hu a frame
tiny              206   1,273        10.0

Matrix-product peak of this PyTorch: 6.03 GFLOP/s; it has a slow BLAS, and wide networks gain by another (Debian: libopenblas0)

fastest  backend  F(1)/s  × nested  × PyTorch
tiny     float64   1,524      44.8       7.40

Memory over 20,000 frames F(1), growth per frame by least squares

size  backend  JS bytes    ±  wasm bytes  tensors
tiny  float64      -0.3  4.2         0.0   0.0000

page
first step, ms                      810
longest task, ms
redraw at 100,000 steps, ms        6.50
scripts before lazy ones, gzip kB   119
`);
});
