/** The sharpness in the coordinates in which a rule with a preconditioner steps; its line is for this. */
import { readTwoStepMean, type PlottedCurve } from "./plottedCurve.ts";

export const preconditionedSharpness: PlottedCurve = {
  curve: "pre",
  panel: "sharpness",
  kind: "line",
  follows: "run",
  domain: "sets",
  named: true,
  values: (columns) => columns.preconditionedSharpnessMean,
  valueAt: ({ history }, step) => readTwoStepMean(history, "preconditionedSharpness", step),
};
