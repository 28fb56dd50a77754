import type { Activation } from "../../../../model/experiment.ts";
import type { ActivationKernel } from "./activationKernel.ts";
import { geluKernel } from "./gelu.ts";
import { identityKernel } from "./identity.ts";
import { reluKernel } from "./relu.ts";
import { swishKernel } from "./swish.ts";
import { tanhKernel } from "./tanh.ts";

export const ACTIVATION_KERNELS: Record<Activation, ActivationKernel> = {
  tanh: tanhKernel,
  swish: swishKernel,
  gelu: geluKernel,
  relu: reluKernel,
  identity: identityKernel,
};
