import type { ActivationKernel } from "./activationKernel.ts";

/**
 * φ = z·s with s = sigmoid(z), the core. With s' = s(1−s), s'' = s'(1−2s), s''' = s'(1−6s+6s²):
 * φ' = s + z s', φ'' = 2s' + z s'', φ''' = 3s'' + z s'''.
 */
export const swishKernel: ActivationKernel = {
  evaluate({ z, value, slope, core }) {
    for (let i = 0; i < z.length; i++) {
      const x = z[i]!;
      const s = 1 / (1 + Math.exp(-x));
      core[i] = s;
      value[i] = x * s;
      slope[i] = s + x * (s - s * s);
    }
  },
  second({ z, core }, out) {
    for (let i = 0; i < out.length; i++) {
      const s = core[i]!;
      const s1 = s - s * s;
      out[i] = s1 * (2 + z[i]! * (1 - 2 * s));
    }
  },
  third({ z, core }, out) {
    for (let i = 0; i < out.length; i++) {
      const s = core[i]!;
      const s1 = s - s * s;
      out[i] = s1 * (3 * (1 - 2 * s) + z[i]! * (1 - 6 * s1));
    }
  },
};
