/** The prediction of one mode alone, variant (f), beside the one that leads. */
import { readTwoStepMean, type PlottedCurve } from "./plottedCurve.ts";

const ONE_MODE = {
  curve: "oneMode",
  kind: "line",
  follows: "prediction",
  domain: "stretches",
  named: true,
} as const;

export const oneModeLoss: PlottedCurve = {
  ...ONE_MODE,
  panel: "loss",
  values: ({ history }) => history.column("predictedLoss"),
  valueAt: ({ history }, step) => history.at("predictedLoss", step),
};

export const oneModeSharpness: PlottedCurve = {
  ...ONE_MODE,
  panel: "sharpness",
  values: (columns) => columns.oneModeSharpnessMean,
  valueAt: ({ history }, step) => readTwoStepMean(history, "predictedSharpness", step),
};

export const oneModeDistance: PlottedCurve = {
  ...ONE_MODE,
  panel: "distance",
  values: ({ history }) => history.column("predictedDistance"),
  valueAt: ({ history }, step) => history.at("predictedDistance", step),
};
