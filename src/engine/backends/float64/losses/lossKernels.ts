import type { Loss } from "../../../../model/experiment.ts";
import { crossEntropyKernel } from "./crossEntropy.ts";
import { logisticKernel } from "./logistic.ts";
import type { LossKernel } from "./lossKernel.ts";
import { squaredKernel } from "./squared.ts";

export const LOSS_KERNELS: Record<Loss, LossKernel> = {
  mse: squaredKernel(1),
  "half-mse": squaredKernel(0.5),
  "cross-entropy": crossEntropyKernel,
  logistic: logisticKernel,
};
