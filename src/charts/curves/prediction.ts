/** The default prediction, variant (f). */
import { readTwoStepMean, type PlottedCurve } from "./plottedCurve.ts";

const PREDICTION = {
  curve: "pred",
  kind: "line",
  follows: "prediction",
  domain: "stretches",
  named: true,
} as const;

export const predictedLoss: PlottedCurve = {
  ...PREDICTION,
  panel: "loss",
  values: ({ history }) => history.column("predictedLoss"),
  valueAt: ({ history }, step) => history.at("predictedLoss", step),
};

export const predictedSharpness: PlottedCurve = {
  ...PREDICTION,
  panel: "sharpness",
  values: (columns) => columns.predictedSharpnessMean,
  valueAt: ({ history }, step) => readTwoStepMean(history, "predictedSharpness", step),
};

export const predictedDistance: PlottedCurve = {
  ...PREDICTION,
  panel: "distance",
  values: ({ history }) => history.column("predictedDistance"),
  valueAt: ({ history }, step) => history.at("predictedDistance", step),
};
