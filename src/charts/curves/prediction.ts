/** The prediction that leads: of one mode, variant (f), and from a second one on of several, variant (g). */
import { ledAt } from "../../session/leadingPrediction.ts";
import { twoStepMeanAt, type PlottedCurve } from "./plottedCurve.ts";

const PREDICTION = {
  curve: "pred",
  kind: "line",
  follows: "leading",
  domain: "stretches",
  named: true,
} as const;

export const predictedLoss: PlottedCurve = {
  ...PREDICTION,
  panel: "loss",
  values: (columns) => columns.led("predictedLoss"),
  valueAt: ({ history }, step) => ledAt(history, "predictedLoss", step),
};

export const predictedSharpness: PlottedCurve = {
  ...PREDICTION,
  panel: "sharpness",
  values: (columns) => columns.predictedSharpnessMean,
  valueAt: ({ history }, step) =>
    twoStepMeanAt(history, (at) => ledAt(history, "predictedSharpness", at), step),
};

export const predictedDistance: PlottedCurve = {
  ...PREDICTION,
  panel: "distance",
  values: (columns) => columns.led("predictedDistance"),
  valueAt: ({ history }, step) => ledAt(history, "predictedDistance", step),
};
