/** 2/η, the law, or the line of another step rule: a step function of the run, drawn in ink. */
import type { PlottedCurve } from "./plottedCurve.ts";

export const edge: PlottedCurve = {
  curve: "edge",
  panel: "sharpness",
  kind: "steps",
  follows: "run",
  domain: "sets",
  named: false,
  values: (columns) => columns.twoOverEta,
  valueAt: ({ history }, step) => history.lineAt(step),
};
