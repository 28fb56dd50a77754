import type { ActivationKernel } from "./activationKernel.ts";
import { hyperbolicTangent } from "./hyperbolicTangent.ts";

/** φ = tanh; with t = tanh z, d = 1−t²: φ' = d, φ'' = −2td, φ''' = d(6t²−2). */
export const tanhKernel: ActivationKernel = {
  evaluate({ z, value, slope }) {
    for (let i = 0; i < z.length; i++) {
      const t = hyperbolicTangent(z[i]!);
      value[i] = t;
      slope[i] = 1 - t * t;
    }
  },
  second({ value, slope }, out) {
    for (let i = 0; i < out.length; i++) out[i] = -2 * value[i]! * slope[i]!;
  },
  third({ value, slope }, out) {
    for (let i = 0; i < out.length; i++) {
      const t = value[i]!;
      out[i] = slope[i]! * (6 * t * t - 2);
    }
  },
};
