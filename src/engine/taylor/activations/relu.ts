import type { Arithmetic } from "../arithmetic.ts";
import type { ActivationSeries } from "./activationSeries.ts";

/** φ = max(z, 0). Between kinks it is linear, so φ'' = φ''' = 0; at a kink φ' is taken as 0. */
export function reluSeries<M>(ops: Arithmetic<M>, z: M): ActivationSeries<M> {
  return { value: ops.positivePart(z), first: ops.step(z), second: null, third: null };
}
