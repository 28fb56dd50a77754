import { keepsNothing, type Layer, type LayerPass } from "./layer.ts";

/** A layer without parameters that is linear: every coefficient goes through it alone. */
export function linearMap<M>(
  map: (a: M) => M,
  transpose: (a: M) => M,
  free: () => void = keepsNothing,
): Layer<M> {
  const pass = (): LayerPass<M> => {
    let last: M | null = null;
    return {
      forward: (input) => (input === null ? null : map(input)),
      receive(adjoint) {
        last = adjoint;
      },
      inputAdjoint: () => (last === null ? null : transpose(last)),
      gradient: () => [],
      along: pass,
      held: () => [],
    };
  };
  return { at: pass, free };
}
