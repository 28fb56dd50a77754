/** Gradient descent on the quadratic and the cubic Taylor model of the loss at the edge. */
import { readTwoStepMean, type PlottedCurve } from "./plottedCurve.ts";

const MODEL = { kind: "line", domain: "leaves", named: true } as const;
const QUADRATIC = { ...MODEL, curve: "frozen2", follows: "frozenQuadratic" } as const;
const CUBIC = { ...MODEL, curve: "frozen3", follows: "frozenCubic" } as const;

export const frozenQuadraticLoss: PlottedCurve = {
  ...QUADRATIC,
  panel: "loss",
  values: ({ history }) => history.column("frozenQuadraticLoss"),
  valueAt: ({ history }, step) => history.at("frozenQuadraticLoss", step),
};

/** A parabola's curvature is the same everywhere, so this is a straight line. */
export const frozenQuadraticSharpness: PlottedCurve = {
  ...QUADRATIC,
  panel: "sharpness",
  values: ({ history }) => history.column("frozenQuadraticSharpness"),
  valueAt: ({ history }, step) => history.at("frozenQuadraticSharpness", step),
};

export const frozenQuadraticDistance: PlottedCurve = {
  ...QUADRATIC,
  panel: "distance",
  values: ({ history }) => history.column("frozenQuadraticDistance"),
  valueAt: ({ history }, step) => history.at("frozenQuadraticDistance", step),
};

export const frozenCubicLoss: PlottedCurve = {
  ...CUBIC,
  panel: "loss",
  values: ({ history }) => history.column("frozenCubicLoss"),
  valueAt: ({ history }, step) => history.at("frozenCubicLoss", step),
};

export const frozenCubicSharpness: PlottedCurve = {
  ...CUBIC,
  panel: "sharpness",
  values: (columns) => columns.frozenCubicSharpnessMean,
  valueAt: ({ history }, step) => readTwoStepMean(history, "frozenCubicSharpness", step),
};

export const frozenCubicDistance: PlottedCurve = {
  ...CUBIC,
  panel: "distance",
  values: ({ history }) => history.column("frozenCubicDistance"),
  valueAt: ({ history }, step) => history.at("frozenCubicDistance", step),
};
