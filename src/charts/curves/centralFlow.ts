/** The central flow: where the run is on average, and the loss it has there. */
import type { PlottedCurve } from "./plottedCurve.ts";

const CENTRAL = {
  curve: "central",
  kind: "line",
  follows: "centralFlow",
  domain: "stretches",
  named: true,
} as const;

/** L(w) + tr Σ/η. */
export const centralLoss: PlottedCurve = {
  ...CENTRAL,
  panel: "loss",
  values: ({ history }) => history.column("centralLossAverage"),
  valueAt: ({ history }, step) => history.at("centralLossAverage", step),
};

export const centralSharpness: PlottedCurve = {
  ...CENTRAL,
  panel: "sharpness",
  values: ({ history }) => history.column("centralSharpness"),
  valueAt: ({ history }, step) => history.at("centralSharpness", step),
};

export const centralEigenvalue2: PlottedCurve = {
  ...CENTRAL,
  panel: "sharpness",
  named: false,
  values: ({ history }) => history.column("centralEigenvalue2"),
  valueAt: ({ history }, step) => history.at("centralEigenvalue2", step),
};

/** Of the run from w. */
export const centralDistance: PlottedCurve = {
  ...CENTRAL,
  panel: "distance",
  values: ({ history }) => history.column("centralDistance"),
  valueAt: ({ history }, step) => history.at("centralDistance", step),
};
