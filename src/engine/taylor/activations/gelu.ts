import type { Arithmetic } from "../arithmetic.ts";
import type { ActivationSeries } from "./activationSeries.ts";
import { tanhSeries } from "./tanh.ts";

const C = Math.sqrt(2 / Math.PI);
const A = 0.044715;

/**
 * The tanh approximation of GELU (Hendrycks & Gimpel 2016, §2): φ = ½z(1+g), g = tanh(q),
 * q = c(z + a z³). Chain rule on g to third order, then Leibniz on z·g.
 */
export function geluSeries<M>(ops: Arithmetic<M>, z: M): ActivationSeries<M> {
  const squared = ops.times(z, z);
  const q = ops.times(z, ops.shift(ops.scale(squared, C * A), C));
  const q1 = ops.shift(ops.scale(squared, 3 * C * A), C);
  const q2 = ops.scale(z, 6 * C * A);
  const outer = tanhSeries(ops, q);
  const d1 = outer.first!;
  const d2 = outer.second!;
  const d3 = outer.third!;
  const q1Squared = ops.times(q1, q1);
  const g1 = ops.times(d1, q1);
  const g2 = ops.add(ops.times(d2, q1Squared), ops.times(d1, q2));
  const g3 = ops.add(
    ops.add(
      ops.times(d3, ops.times(q1Squared, q1)),
      ops.scale(ops.times(d2, ops.times(q1, q2)), 3),
    ),
    ops.scale(d1, 6 * C * A),
  );
  const halfZ = ops.scale(z, 0.5);
  const onePlusG = ops.shift(outer.value, 1);
  return {
    value: ops.times(halfZ, onePlusG),
    first: ops.add(ops.scale(onePlusG, 0.5), ops.times(halfZ, g1)),
    second: ops.add(g1, ops.times(halfZ, g2)),
    third: ops.add(ops.scale(g2, 1.5), ops.times(halfZ, g3)),
  };
}
