/** Between steps, also fractional and ahead of the head, and places on the x axis. */
import { firstAtLeast } from "../../math/firstAtLeast.ts";
import type { DerivedColumns } from "../derivedColumns.ts";
import type { View } from "../view.ts";

export interface StepAxis {
  /** Step number or flow time of a step. */
  valueAt(step: number): number;
  stepAt(value: number): number;
}

const STEPS: StepAxis = { valueAt: (step) => step, stepAt: (value) => value };

/** @param learningRate at which flow time goes on ahead of the head */
export function stepAxisOf(
  columns: Pick<DerivedColumns, "times" | "length">,
  xAxis: View["xAxis"],
  learningRate: number,
): StepAxis {
  if (xAxis === "step") return STEPS;
  const { times } = columns;
  const head = columns.length - 1;
  const known = head >= 0 ? times[head]! : 0;
  return {
    valueAt(step) {
      if (step >= head) return known + (step - Math.max(head, 0)) * learningRate;
      const before = Math.max(0, Math.floor(step));
      return times[before]! + (step - before) * (times[before + 1]! - times[before]!);
    },
    stepAt(value) {
      if (head < 1 || value >= known) return Math.max(head, 0) + (value - known) / learningRate;
      const high = Math.max(1, firstAtLeast(times, value, 0, head));
      const low = high - 1;
      return low + (value - times[low]!) / (times[high]! - times[low]!);
    },
  };
}
