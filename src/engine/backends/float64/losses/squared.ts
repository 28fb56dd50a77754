import type { LossKernel } from "./lossKernel.ts";

/** c · (1/n) Σᵢ Σₖ (f−y)²: `mse` with c = 1, `half-mse` with c = ½. */
export function squaredKernel(c: number): LossKernel {
  return {
    evaluate({ output, adjoint }, target, samples) {
      const scale = (2 * c) / samples;
      let sum = 0;
      for (let i = 0; i < output.length; i++) {
        const error = output[i]! - target[i]!;
        sum += error * error;
        adjoint[i] = scale * error;
      }
      return (c / samples) * sum;
    },
    first(_at, f1, out, samples) {
      const scale = (2 * c) / samples;
      for (let i = 0; i < out.length; i++) out[i] = scale * f1[i]!;
    },
    second(_at, _f1, f2, out, samples) {
      const scale = (2 * c) / samples;
      for (let i = 0; i < out.length; i++) out[i] = scale * f2[i]!;
    },
  };
}
