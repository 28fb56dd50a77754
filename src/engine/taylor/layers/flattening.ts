import type { ImageShape } from "../../../model/dataset.ts";
import type { Arithmetic } from "../arithmetic.ts";
import type { Layer } from "./layer.ts";
import { linearMap } from "./linearMap.ts";

/** From one pixel a row to one image a row. */
export function flatteningLayer<M>(
  ops: Arithmetic<M>,
  { channels, height, width }: ImageShape,
  samples: number,
): Layer<M> {
  const pixels = height * width;
  return linearMap(
    (a) => ops.reshape(a, samples, pixels * channels),
    (a) => ops.reshape(a, samples * pixels, channels),
  );
}
