import type { ActivationKernel } from "./activationKernel.ts";

/** φ(z) = z: deep linear networks. */
export const identityKernel: ActivationKernel = {
  evaluate({ z, value, slope }) {
    value.set(z);
    slope.fill(1);
  },
  second: null,
  third: null,
};
