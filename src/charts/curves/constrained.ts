/** The constrained trajectory θ†, and the loss averaged over an oscillation around it. */
import type { PlottedCurve } from "./plottedCurve.ts";

export const constrainedLoss: PlottedCurve = {
  curve: "dagger",
  panel: "loss",
  kind: "line",
  follows: "constrained",
  domain: "stretches",
  named: true,
  values: ({ history }) => history.column("constrainedLoss"),
  valueAt: ({ history }, step) => history.at("constrainedLoss", step),
};

/** Its sharpness rides on 2/η, so it lies under it as a broad pale line. */
export const constrainedSharpness: PlottedCurve = {
  curve: "dagger",
  panel: "sharpness",
  kind: "underlay",
  follows: "constrained",
  domain: "stretches",
  named: false,
  values: ({ history }) => history.column("constrainedSharpness"),
  valueAt: ({ history }, step) => history.at("constrainedSharpness", step),
};

/** L(θ†) + δ²/η. */
export const averageLoss: PlottedCurve = {
  curve: "average",
  panel: "loss",
  kind: "line",
  follows: "constrained",
  domain: "stretches",
  named: true,
  values: (columns) => columns.averageLoss,
  valueAt: ({ history }, step) =>
    history.at("constrainedLoss", step) +
    history.at("delta", step) ** 2 / history.at("learningRate", step),
};
