/** θ† and the prediction with several modes at the edge, variant (g). */
import { readTwoStepMean, type PlottedCurve } from "./plottedCurve.ts";

const MODES = { curve: "oneMode", follows: "modes", domain: "stretches" } as const;
const PREDICTED = { ...MODES, kind: "line", named: true } as const;
/** Held at 2/η or below, they ride on it as θ† does. */
const PINNED = {
  ...MODES,
  kind: "underlay",
  panel: "sharpness",
  domain: "leaves",
  named: false,
} as const;

export const modesLoss: PlottedCurve = {
  ...PREDICTED,
  panel: "loss",
  values: ({ history }) => history.column("modesPredictedLoss"),
  valueAt: ({ history }, step) => history.at("modesPredictedLoss", step),
};

export const modesSharpness: PlottedCurve = {
  ...PREDICTED,
  panel: "sharpness",
  values: (columns) => columns.modesSharpnessMean,
  valueAt: ({ history }, step) => readTwoStepMean(history, "modesPredictedSharpness", step),
};

export const modesDistance: PlottedCurve = {
  ...PREDICTED,
  panel: "distance",
  values: ({ history }) => history.column("modesPredictedDistance"),
  valueAt: ({ history }, step) => history.at("modesPredictedDistance", step),
};

export const modesEigenvalue2: PlottedCurve = {
  ...PINNED,
  values: ({ history }) => history.column("modesConstrainedEigenvalue2"),
  valueAt: ({ history }, step) => history.at("modesConstrainedEigenvalue2", step),
};

export const modesEigenvalue3: PlottedCurve = {
  ...PINNED,
  values: ({ history }) => history.column("modesConstrainedEigenvalue3"),
  valueAt: ({ history }, step) => history.at("modesConstrainedEigenvalue3", step),
};
