import type { Activation } from "../../../model/experiment.ts";
import { ACTIVATION_FUNCTIONS } from "../activations/activationFunctions.ts";
import type { ActivationSeries } from "../activations/activationSeries.ts";
import type { Arithmetic } from "../arithmetic.ts";
import { addTerms, cauchyProduct } from "../series.ts";
import { keepsNothing, type Layer, type LayerPass } from "./layer.ts";

/**
 * a = φ(z): a₁ = φ'z₁, a₂ = φ'z₂ + ½φ''z₁². Back: ∂z = ∂a·p with p = φ'(z), whose coefficients are
 * p₁ = φ''z₁ and p₂ = φ''z₂ + ½φ'''z₁².
 */
export function activationLayer<M>(ops: Arithmetic<M>, name: Activation): Layer<M> {
  const times = (a: M | null, b: M | null) => (a === null || b === null ? null : ops.times(a, b));
  const half = (a: M | null) => (a === null ? null : ops.scale(a, 0.5));

  const pass = (
    at: ActivationSeries<M> | null,
    z: (M | null)[],
    adjoints: (M | null)[],
  ): LayerPass<M> => {
    const slopes: (M | null)[] = [];
    const squared = () => times(z[1]!, z[1]!);
    /** φ' ≡ 1 has no matrix. */
    const slope = (a: M | null) => (at!.first === null ? a : times(at!.first, a));
    return {
      forward(input) {
        z.push(input);
        if (at === null) {
          at = ops.activation?.(name, input!) ?? ACTIVATION_FUNCTIONS[name](ops, input!);
          return at.value;
        }
        if (z.length === 2) return slope(input);
        return addTerms(ops, [slope(input), half(times(at.second, squared()))]);
      },
      receive: (adjoint) => adjoints.push(adjoint),
      inputAdjoint() {
        const k = adjoints.length - 1;
        slopes[0] = at!.first;
        if (k >= 1) slopes[1] = times(at!.second, z[1]!);
        if (k >= 2) {
          slopes[2] = addTerms(ops, [
            times(at!.second, z[2]!),
            half(times(at!.third, at!.third === null ? null : squared())),
          ]);
        }
        const bent = cauchyProduct(ops, k, adjoints, [null, ...slopes.slice(1)], "times");
        return addTerms(ops, [slope(adjoints[k]!), bent]);
      },
      gradient: () => [],
      along: () => pass(at, [null], adjoints.slice(0, 1)),
      held: () =>
        [at!.first, at!.second, at!.third, adjoints[0]!].filter((matrix) => matrix !== null),
    };
  };
  return { at: () => pass(null, [], []), free: keepsNothing };
}
