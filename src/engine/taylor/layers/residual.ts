import type { Arithmetic } from "../arithmetic.ts";
import { addTerms } from "../series.ts";
import type { Layer, LayerPass } from "./layer.ts";

/** y = h + f(h); back, ∂h = ∂y + what f makes of it. */
export function residualLayer<M>(ops: Arithmetic<M>, inner: Layer<M>): Layer<M> {
  const pass = (of: LayerPass<M>): LayerPass<M> => {
    let last: M | null = null;
    return {
      forward: (input) => addTerms(ops, [input, of.forward(input)]),
      receive(adjoint) {
        last = adjoint;
        of.receive(adjoint);
      },
      inputAdjoint: () => addTerms(ops, [last, of.inputAdjoint()]),
      gradient: () => of.gradient(),
      along: (direction) => pass(of.along(direction)),
      held: () => of.held(),
    };
  };
  return { at: (parameters) => pass(inner.at(parameters)), free: () => inner.free() };
}
