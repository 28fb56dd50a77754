import type { Arithmetic } from "../arithmetic.ts";
import type { ActivationSeries } from "./activationSeries.ts";

/**
 * φ = z·s with s = sigmoid(z). With s' = s(1−s), s'' = s'(1−2s), s''' = s'(1−6s+6s²):
 * φ' = s + z s', φ'' = 2s' + z s'', φ''' = 3s'' + z s'''.
 */
export function swishSeries<M>(ops: Arithmetic<M>, z: M): ActivationSeries<M> {
  const s = ops.sigmoid(z);
  const squared = ops.times(s, s);
  const s1 = ops.subtract(s, squared);
  const s2 = ops.times(s1, ops.shift(ops.scale(s, -2), 1));
  const s3 = ops.times(s1, ops.shift(ops.scale(ops.subtract(squared, s), 6), 1));
  return {
    value: ops.times(z, s),
    first: ops.add(s, ops.times(z, s1)),
    second: ops.add(ops.scale(s1, 2), ops.times(z, s2)),
    third: ops.add(ops.scale(s2, 3), ops.times(z, s3)),
  };
}
