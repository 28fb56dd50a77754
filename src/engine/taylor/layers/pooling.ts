import type { PoolingLayer } from "../../../model/networkLayers.ts";
import type { Arithmetic } from "../arithmetic.ts";
import { poolingMap } from "./imageMaps.ts";
import type { Layer } from "./layer.ts";
import { linearMap } from "./linearMap.ts";

/** Means over 2×2 pixels; back, each pixel gets a quarter. */
export function poolingLayer<M>(
  ops: Arithmetic<M>,
  { image }: PoolingLayer,
  samples: number,
): Layer<M> {
  const { forward, back } = poolingMap(image);
  const gather = ops.blockGather(forward, samples);
  const spread = ops.blockGather(back, samples);
  return linearMap(
    (a) => ops.scale(gather.summed(a), 0.25),
    (a) => ops.scale(spread.beside(a), 0.25),
    () => {
      gather.free();
      spread.free();
    },
  );
}
