/** Between steps, also fractional and ahead of the head, and places on the x axis. */
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
      let low = 0;
      let high = head;
      while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if (times[middle]! <= value) low = middle;
        else high = middle;
      }
      return low + (value - times[low]!) / (times[high]! - times[low]!);
    },
  };
}
