import { expect, test } from "vitest";
import type { BenchRow } from "./benchReport.ts";
import { ratiosOf } from "./ratios.ts";

const row = (size: BenchRow["size"], backend: BenchRow["backend"], frame1PerSecond: number) => ({
  size,
  backend,
  frame1PerSecond,
  order0Ms: 1,
  order1Ms: 1,
  order2Ms: 1,
  frame2PerSecond: 1,
  frameModes2PerSecond: 1,
  gdSharpnessPerSecond: 1,
  shareOfPeak: null,
  dispatchesPerFrame: null,
  jsMsPerFrame: null,
});

test("the fastest backend of each size is compared, with the peers that were measured", () => {
  const ratios = ratiosOf({
    rows: [
      row("small", "float64", 8),
      row("small", "wasm", 60),
      row("tiny", "wasm", 900),
      row("tiny", "float64", 1500),
    ],
    nested: [
      { size: "tiny", backend: "wasm", frame1PerSecond: 30 },
      { size: "small", backend: "wasm", frame1PerSecond: 3 },
    ],
    pytorch: [
      {
        size: "tiny",
        frame1PerSecond: 1000,
        gdSharpnessPerSecond: 4000,
        hessianProductsPerFrame: 10,
      },
    ],
  });
  expect(ratios).toEqual([
    { size: "tiny", backend: "float64", frame1PerSecond: 1500, toNested: 50, toPytorch: 1.5 },
    { size: "small", backend: "wasm", frame1PerSecond: 60, toNested: 20, toPytorch: null },
  ]);
});
