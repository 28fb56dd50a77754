import type { LossFunction } from "./lossSeries.ts";

/**
 * (1/n) Σᵢ log(1 + e^(−yf)), y = ±1, one output. With q = sigmoid(−yf):
 * ℓ' = −yq, ℓ'' = q(1−q), ℓ''' = −y(1−2q) q(1−q).
 */
export const logisticLoss: LossFunction = {
  expand(ops, output, target, samples) {
    const negativeMargin = ops.scale(ops.times(output, target), -1);
    const q = ops.sigmoid(negativeMargin);
    const curvature = ops.scale(ops.subtract(q, ops.times(q, q)), 1 / samples);
    const negativeTarget = ops.scale(target, -1);
    // log(1 + e^m) = max(m, 0) + log(1 + e^(−|m|)) does not overflow.
    const softplus = ops.add(
      ops.positivePart(negativeMargin),
      ops.log(ops.shift(ops.exp(ops.scale(ops.abs(negativeMargin), -1)), 1)),
    );
    return {
      value: ops.scale(ops.total(softplus), 1 / samples),
      gradient: ops.scale(ops.times(negativeTarget, q), 1 / samples),
      curvature,
      third: ops.times(ops.times(negativeTarget, curvature), ops.shift(ops.scale(q, -2), 1)),
    };
  },
  first: (ops, at, f1) => ops.times(at.curvature!, f1),
  second: (ops, at, f1, f2) =>
    ops.add(ops.times(at.curvature!, f2), ops.scale(ops.times(at.third!, ops.times(f1, f1)), 0.5)),
};
