import type { ActivationKernel } from "./activationKernel.ts";

/** φ = max(z, 0). Between kinks it is linear, so φ'' = φ''' = 0; at a kink φ' is taken as 0. */
export const reluKernel: ActivationKernel = {
  evaluate({ z, value, slope }) {
    for (let i = 0; i < z.length; i++) {
      const x = z[i]!;
      value[i] = Math.max(x, 0);
      slope[i] = x > 0 ? 1 : 0;
    }
  },
  second: null,
  third: null,
};
