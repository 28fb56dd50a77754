import type { ConvolutionLayer } from "../../../model/networkLayers.ts";
import type { Arithmetic } from "../arithmetic.ts";
import { chain } from "./chain.ts";
import { denseLayer } from "./dense.ts";
import { patchMap } from "./imageMaps.ts";
import type { Layer } from "./layer.ts";
import { linearMap } from "./linearMap.ts";

/** A 3×3 convolution: a dense layer on the patch of nine pixels around every pixel. */
export function convolutionLayer<M>(
  ops: Arithmetic<M>,
  layer: ConvolutionLayer,
  samples: number,
): Layer<M> {
  return chain([patches(ops, layer, samples), patchProduct(ops, layer)]);
}

/** The convolution of patches that are there already: those of the data never change. */
export function patchProduct<M>(ops: Arithmetic<M>, layer: ConvolutionLayer): Layer<M> {
  return denseLayer(ops, layer, layer.inputs / layer.image.channels);
}

function patches<M>(ops: Arithmetic<M>, { image }: ConvolutionLayer, samples: number): Layer<M> {
  const { forward, back } = patchMap(image);
  const gather = ops.blockGather(forward, samples);
  const scatter = ops.blockGather(back, samples);
  return linearMap(
    (a) => gather.beside(a),
    (a) => scatter.summed(a),
    () => {
      gather.free();
      scatter.free();
    },
  );
}
