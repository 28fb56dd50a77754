import { COLUMN_NAMES, type Row } from "../protocol/columns.ts";
import type { Iterate } from "./tracks/gradientDescent.ts";

/** A row in which nothing is defined yet. */
export function blankRow(): Row {
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, NaN])) as Row;
}

/** The row of one iterate: what gradient descent alone defines. */
export function rowOf(step: number, learningRate: number, { loss, eigen }: Iterate): Row {
  return {
    ...blankRow(),
    step,
    learningRate,
    loss,
    sharpness: eigen.values[0]!,
    eigenvalue2: eigen.values[1] ?? NaN,
    eigenvalue3: eigen.values[2] ?? NaN,
    eigenvalue4: eigen.values[3] ?? NaN,
    eigenvalue5: eigen.values[4] ?? NaN,
    eigenvalue6: eigen.values[5] ?? NaN,
    sharpnessResidual: eigen.residuals[0]!,
  };
}
