import { COLUMN_NAMES, type Row } from "../protocol/columns.ts";
import type { StepStatistics } from "./accelerator.ts";

/** A row in which nothing is defined yet. */
export function blankRow(): Row {
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, NaN])) as Row;
}

/** The row of one iterate: what gradient descent alone defines. */
export function rowOf(
  step: number,
  learningRate: number,
  { loss, eigenvalues, residuals }: StepStatistics,
): Row {
  return {
    ...blankRow(),
    step,
    learningRate,
    loss,
    sharpness: eigenvalues[0]!,
    eigenvalue2: eigenvalues[1] ?? NaN,
    eigenvalue3: eigenvalues[2] ?? NaN,
    eigenvalue4: eigenvalues[3] ?? NaN,
    eigenvalue5: eigenvalues[4] ?? NaN,
    eigenvalue6: eigenvalues[5] ?? NaN,
    sharpnessResidual: residuals[0]!,
  };
}
