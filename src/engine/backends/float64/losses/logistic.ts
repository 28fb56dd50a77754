import type { LossKernel } from "./lossKernel.ts";

/**
 * (1/n) Σᵢ log(1 + e^(−yf)), y = ±1, one output. With q = sigmoid(−yf):
 * ℓ' = −yq, ℓ'' = q(1−q), ℓ''' = −y(1−2q) q(1−q).
 */
export const logisticKernel: LossKernel = {
  evaluate({ output, adjoint, curvature, third }, target, samples) {
    let sum = 0;
    for (let i = 0; i < output.length; i++) {
      const y = target[i]!;
      const m = -y * output[i]!;
      // log(1 + e^m) = max(m, 0) + log(1 + e^(−|m|)) does not overflow.
      sum += Math.max(m, 0) + Math.log1p(Math.exp(-Math.abs(m)));
      const q = 1 / (1 + Math.exp(-m));
      const bend = (q * (1 - q)) / samples;
      adjoint[i] = (-y * q) / samples;
      curvature[i] = bend;
      third[i] = -y * (1 - 2 * q) * bend;
    }
    return sum / samples;
  },
  first({ curvature }, f1, out) {
    for (let i = 0; i < out.length; i++) out[i] = curvature[i]! * f1[i]!;
  },
  second({ curvature, third }, f1, f2, out) {
    for (let i = 0; i < out.length; i++) {
      out[i] = curvature[i]! * f2[i]! + 0.5 * third[i]! * f1[i]! * f1[i]!;
    }
  },
};
