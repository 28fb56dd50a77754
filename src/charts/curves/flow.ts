/** Gradient flow, from the edge step and from the start of the run. */
import type { PlottedCurve } from "./plottedCurve.ts";

const FLOW = {
  curve: "flow",
  kind: "line",
  follows: "edge",
  domain: "leaves",
  named: true,
} as const;
const FROM_START = { ...FLOW, curve: "flowFromStart", follows: "run" } as const;

export const flowLoss: PlottedCurve = {
  ...FLOW,
  panel: "loss",
  domain: "stretches",
  values: ({ history }) => history.column("flowLoss"),
  valueAt: ({ history }, step) => history.at("flowLoss", step),
};

export const flowSharpness: PlottedCurve = {
  ...FLOW,
  panel: "sharpness",
  values: ({ history }) => history.column("flowSharpness"),
  valueAt: ({ history }, step) => history.at("flowSharpness", step),
};

export const flowDistance: PlottedCurve = {
  ...FLOW,
  panel: "distance",
  values: ({ history }) => history.column("flowDistance"),
  valueAt: ({ history }, step) => history.at("flowDistance", step),
};

export const flowFromStartLoss: PlottedCurve = {
  ...FROM_START,
  panel: "loss",
  domain: "stretches",
  values: ({ history }) => history.column("flowFromStartLoss"),
  valueAt: ({ history }, step) => history.at("flowFromStartLoss", step),
};

export const flowFromStartSharpness: PlottedCurve = {
  ...FROM_START,
  panel: "sharpness",
  values: ({ history }) => history.column("flowFromStartSharpness"),
  valueAt: ({ history }, step) => history.at("flowFromStartSharpness", step),
};
