/** 2/η, the law: a step function of the run, drawn in ink. */
import type { PlottedCurve } from "./plottedCurve.ts";

export const edge: PlottedCurve = {
  curve: "edge",
  panel: "sharpness",
  kind: "steps",
  follows: "run",
  domain: "sets",
  named: false,
  values: (columns) => columns.twoOverEta,
  valueAt: ({ history }, step) => 2 / history.at("learningRate", step),
};
