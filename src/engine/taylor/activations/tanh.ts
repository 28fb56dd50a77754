import type { Arithmetic } from "../arithmetic.ts";
import type { ActivationSeries } from "./activationSeries.ts";

/** φ = tanh; with t = tanh z, d = 1−t²: φ' = d, φ'' = −2td, φ''' = d(6t²−2). */
export function tanhSeries<M>(ops: Arithmetic<M>, z: M): ActivationSeries<M> {
  const t = ops.tanh(z);
  const squared = ops.times(t, t);
  const d = ops.shift(ops.scale(squared, -1), 1);
  return {
    value: t,
    first: d,
    second: ops.scale(ops.times(t, d), -2),
    third: ops.times(d, ops.shift(ops.scale(squared, 6), -2)),
  };
}
