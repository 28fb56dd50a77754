/** The reduced map's sharpness, 2/η + y, from the edge on. */
import type { PlottedCurve } from "./plottedCurve.ts";

export const reducedMapSharpness: PlottedCurve = {
  curve: "map",
  panel: "sharpness",
  kind: "line",
  follows: "edge",
  domain: "leaves",
  named: true,
  values: (columns) => columns.reducedMapSharpness,
  valueAt: (columns, step) => columns.reducedMapSharpness[step] ?? NaN,
};
