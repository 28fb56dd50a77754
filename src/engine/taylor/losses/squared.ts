import type { LossFunction } from "./lossSeries.ts";

/** c · (1/n) Σᵢ Σₖ (f−y)²: `mse` with c = 1, `half-mse` with c = ½. */
export function squaredLoss(c: number): LossFunction {
  return {
    expand(ops, output, target, samples) {
      const error = ops.subtract(output, target);
      return {
        value: ops.scale(ops.total(ops.times(error, error)), c / samples),
        gradient: ops.scale(error, (2 * c) / samples),
        curvature: null,
        third: null,
      };
    },
    first: (ops, _at, f1, samples) => ops.scale(f1, (2 * c) / samples),
    second: (ops, _at, _f1, f2, samples) => ops.scale(f2, (2 * c) / samples),
  };
}
