/** The constrained trajectory θ†, and the loss averaged over an oscillation around it. */
import { ledAt } from "../../session/leadingPrediction.ts";
import { pinnedEigenvalueAt } from "../derivedColumns.ts";
import type { PlottedCurve } from "./plottedCurve.ts";

export const constrainedLoss: PlottedCurve = {
  curve: "dagger",
  panel: "loss",
  kind: "line",
  follows: "constrained",
  domain: "stretches",
  named: true,
  values: (columns) => columns.led("constrainedLoss"),
  valueAt: ({ history }, step) => ledAt(history, "constrainedLoss", step),
};

/** Its sharpness rides on 2/η, so it lies under it as a broad pale line. */
export const constrainedSharpness: PlottedCurve = {
  curve: "dagger",
  panel: "sharpness",
  kind: "underlay",
  follows: "constrained",
  domain: "stretches",
  named: false,
  values: (columns) => columns.led("constrainedSharpness"),
  valueAt: ({ history }, step) => ledAt(history, "constrainedSharpness", step),
};

/** Those of its other eigenvalues that count as at the edge: held at 2/η or below. */
const PINNED = {
  curve: "dagger",
  panel: "sharpness",
  kind: "underlay",
  follows: "constrained",
  domain: "leaves",
  named: false,
} as const;

export const constrainedEigenvalue2: PlottedCurve = {
  ...PINNED,
  values: (columns) => columns.pinnedEigenvalue2,
  valueAt: ({ history }, step) => pinnedEigenvalueAt(history, 2, step),
};

export const constrainedEigenvalue3: PlottedCurve = {
  ...PINNED,
  values: (columns) => columns.pinnedEigenvalue3,
  valueAt: ({ history }, step) => pinnedEigenvalueAt(history, 3, step),
};

/** L(θ†) + δ²/η; with several modes L(θ†) + tr Σ/η. */
export const averageLoss: PlottedCurve = {
  curve: "average",
  panel: "loss",
  kind: "line",
  follows: "constrained",
  domain: "stretches",
  named: true,
  values: (columns) => columns.averageLoss,
  valueAt: ({ history }, step) =>
    ledAt(history, "constrainedLoss", step) +
    ledAt(history, "delta", step) ** 2 / history.at("learningRate", step),
};
