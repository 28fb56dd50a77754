import type { Loss } from "../../../model/experiment.ts";
import { crossEntropyLoss } from "./crossEntropy.ts";
import { logisticLoss } from "./logistic.ts";
import type { LossFunction } from "./lossSeries.ts";
import { squaredLoss } from "./squared.ts";

export const LOSS_FUNCTIONS: Record<Loss, LossFunction> = {
  mse: squaredLoss(1),
  "half-mse": squaredLoss(0.5),
  "cross-entropy": crossEntropyLoss,
  logistic: logisticLoss,
};
