/** The paper's own prediction, variant (c), by its closed forms. */
import { readTwoStepMean, type PlottedCurve } from "./plottedCurve.ts";

const CUBIC = {
  curve: "cubic",
  kind: "line",
  follows: "cubic",
  domain: "leaves",
  named: true,
} as const;

export const cubicLoss: PlottedCurve = {
  ...CUBIC,
  panel: "loss",
  values: ({ history }) => history.column("cubicLoss"),
  valueAt: ({ history }, step) => history.at("cubicLoss", step),
};

export const cubicSharpness: PlottedCurve = {
  ...CUBIC,
  panel: "sharpness",
  values: (columns) => columns.cubicSharpnessMean,
  valueAt: ({ history }, step) => readTwoStepMean(history, "cubicSharpness", step),
};
