/** λ₂, two-step mean. */
import { readTwoStepMean, type PlottedCurve } from "./plottedCurve.ts";

export const secondEigenvalue: PlottedCurve = {
  curve: "l2",
  panel: "sharpness",
  kind: "line",
  follows: "run",
  domain: "leaves",
  named: true,
  values: (columns) => columns.eigenvalue2Mean,
  valueAt: ({ history }, step) => readTwoStepMean(history, "eigenvalue2", step),
};
