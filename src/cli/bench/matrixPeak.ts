import type { Arithmetic } from "../../engine/taylor/arithmetic.ts";
import { randomStream } from "../../math/random.ts";
import { productFlops } from "./flopCount.ts";
import { callSampler, interleavedMedians, type SamplePlan } from "./sampling.ts";

/** Side of the square product: large enough for every kernel, small enough for the caches. */
const SIDE = 256;
/** n, in, out of the first layer of the medium size. */
const LAYER = [1000, 784, 100] as const;

/**
 * GFLOP/s of the fastest plain matrix product this arithmetic has, of a square and of a layer's
 * shape: what the passes are held against.
 */
export async function measureMatrixPeak<M>(ops: Arithmetic<M>, plan: SamplePlan): Promise<number> {
  const [rows, inner, columns] = LAYER;
  const milliseconds = await interleavedMedians(
    {
      square: productSampler(ops, SIDE, SIDE, SIDE),
      layer: productSampler(ops, rows, inner, columns),
    },
    plan,
  );
  return (
    Math.max(
      productFlops(SIDE, SIDE, SIDE) / milliseconds.square,
      productFlops(rows, inner, columns) / milliseconds.layer,
    ) / 1e6
  );
}

function productSampler<M>(ops: Arithmetic<M>, rows: number, inner: number, columns: number) {
  const random = randomStream(2).normal;
  const matrix = (height: number, width: number) =>
    ops.matrix(Float64Array.from({ length: height * width }, random), height, width);
  const left = matrix(rows, inner);
  const right = matrix(inner, columns);
  return callSampler(() => {
    ops.free([ops.product(left, right)]);
    return Promise.resolve();
  });
}
