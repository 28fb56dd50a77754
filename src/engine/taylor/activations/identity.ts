import type { Arithmetic } from "../arithmetic.ts";
import type { ActivationSeries } from "./activationSeries.ts";

/** φ(z) = z: deep linear networks. A copy, so that z and φ(z) can be freed apart. */
export function identitySeries<M>(ops: Arithmetic<M>, z: M): ActivationSeries<M> {
  return { value: ops.scale(z, 1), first: null, second: null, third: null };
}
