/** The run itself: loss, sharpness (two-step mean over every step) and distance from θ†. */
import { ledAt } from "../../session/leadingPrediction.ts";
import { readTwoStepMean, type PlottedCurve } from "./plottedCurve.ts";

const RUN = { curve: "gd", kind: "line", follows: "run", domain: "sets", named: true } as const;

export const descentLoss: PlottedCurve = {
  ...RUN,
  panel: "loss",
  values: ({ history }) => history.column("loss"),
  valueAt: ({ history }, step) => history.at("loss", step),
};

export const descentSharpness: PlottedCurve = {
  ...RUN,
  panel: "sharpness",
  domain: "leaves",
  values: (columns) => columns.sharpnessMean,
  valueAt: ({ history }, step) => readTwoStepMean(history, "sharpness", step),
};

export const descentSharpnessRaw: PlottedCurve = {
  ...RUN,
  panel: "sharpness",
  kind: "raw",
  named: false,
  values: (columns) => columns.sharpness,
  valueAt: ({ history }, step) => history.at("sharpness", step),
};

export const descentDistance: PlottedCurve = {
  ...RUN,
  panel: "distance",
  values: (columns) => columns.led("distance"),
  valueAt: ({ history }, step) => ledAt(history, "distance", step),
};
