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

/** The run's own loss, averaged over many steps: what the line above predicts. */
export const runningLoss: PlottedCurve = {
  ...CENTRAL,
  panel: "loss",
  kind: "average",
  named: false,
  values: ({ centralAverages }) => centralAverages.loss,
  valueAt: ({ centralAverages }, step) => centralAverages.loss[step] ?? NaN,
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

/** √tr Σ: how far the run is from w along the critical modes, on average. */
export const centralSpread: PlottedCurve = {
  ...CENTRAL,
  panel: "distance",
  named: false,
  values: ({ centralAverages }) => centralAverages.spread,
  valueAt: ({ history }, step) => Math.sqrt(history.at("centralTrace", step)),
};

/** |Uᵀ(θ − w)|, root mean square over many steps: what √tr Σ predicts. */
export const runningOscillation: PlottedCurve = {
  ...CENTRAL,
  panel: "distance",
  kind: "average",
  named: false,
  values: ({ centralAverages }) => centralAverages.oscillation,
  valueAt: ({ centralAverages }, step) => centralAverages.oscillation[step] ?? NaN,
};
