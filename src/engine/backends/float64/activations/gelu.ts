import type { ActivationKernel } from "./activationKernel.ts";
import { hyperbolicTangent } from "./hyperbolicTangent.ts";

const C = Math.sqrt(2 / Math.PI);
const A = 0.044715;

/**
 * The tanh approximation of GELU (Hendrycks & Gimpel 2016, §2): φ = ½z(1+g), g = tanh(q), the core,
 * q = c(z + a z³). With d = 1−g²: g' = dq', g'' = d(q'' − 2gq'²), g''' = d(q''' − 6gq'q'' +
 * (6g²−2)q'³), and φ' = ½(1+g) + ½zg', φ'' = g' + ½zg'', φ''' = 1.5g'' + ½zg'''.
 */
export const geluKernel: ActivationKernel = {
  evaluate({ z, value, slope, core }) {
    for (let i = 0; i < z.length; i++) {
      const x = z[i]!;
      const squared = x * x;
      const g = hyperbolicTangent(C * x * (1 + A * squared));
      const q1 = C * (1 + 3 * A * squared);
      core[i] = g;
      value[i] = 0.5 * x * (1 + g);
      slope[i] = 0.5 * (1 + g + x * (1 - g * g) * q1);
    }
  },
  second({ z, core }, out) {
    for (let i = 0; i < out.length; i++) {
      const x = z[i]!;
      const g = core[i]!;
      const d = 1 - g * g;
      const q1 = C * (1 + 3 * A * x * x);
      const q2 = 6 * C * A * x;
      out[i] = d * (q1 + 0.5 * x * (q2 - 2 * g * q1 * q1));
    }
  },
  third({ z, core }, out) {
    for (let i = 0; i < out.length; i++) {
      const x = z[i]!;
      const g = core[i]!;
      const squared = g * g;
      const q1 = C * (1 + 3 * A * x * x);
      const q2 = 6 * C * A * x;
      const q1Squared = q1 * q1;
      const g2 = q2 - 2 * g * q1Squared;
      const g3 = 6 * C * A - 6 * g * q1 * q2 + (6 * squared - 2) * q1Squared * q1;
      out[i] = (1 - squared) * (1.5 * g2 + 0.5 * x * g3);
    }
  },
};
