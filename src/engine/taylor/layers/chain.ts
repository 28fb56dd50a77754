import type { Layer, LayerPass } from "./layer.ts";

/** Layers one behind the other, as one layer. */
export function chain<M>(layers: readonly Layer<M>[]): Layer<M> {
  const pass = (passes: readonly LayerPass<M>[]): LayerPass<M> => ({
    forward: (input) => passes.reduce((signal, layer) => layer.forward(signal), input),
    receive(adjoint) {
      let signal = adjoint;
      for (let l = passes.length - 1; l >= 0; l--) {
        passes[l]!.receive(signal);
        // What comes in front of the first layer is asked for only where somebody needs it.
        if (l > 0) signal = passes[l]!.inputAdjoint();
      }
    },
    inputAdjoint: () => passes[0]!.inputAdjoint(),
    gradient: () => passes.flatMap((layer) => layer.gradient()),
    along: (direction) => pass(passes.map((layer) => layer.along(direction))),
    held: () => passes.flatMap((layer) => layer.held()),
  });
  return {
    at: (parameters) => pass(layers.map((layer) => layer.at(parameters))),
    free() {
      for (const layer of layers) layer.free();
    },
  };
}
