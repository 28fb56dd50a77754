import type { LearningRateChange } from "../../model/experiment.ts";
import type { History } from "../../session/history.ts";

/** η as it was before a change. */
export function learningRateBefore(history: History, change: LearningRateChange): number {
  return history.at("learningRate", Math.max(0, change.step - 1));
}
