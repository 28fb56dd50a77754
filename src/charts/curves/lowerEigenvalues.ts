/** The run's eigenvalues below the sharpness, two-step means: λ₂, and λ₃ where the experiment asks for it. */
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

export const thirdEigenvalue: PlottedCurve = {
  ...secondEigenvalue,
  named: false,
  values: (columns) => columns.eigenvalue3Mean,
  valueAt: ({ history }, step) => readTwoStepMean(history, "eigenvalue3", step),
};
