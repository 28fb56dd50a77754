/** A run as lessons read it: what claims are measured on. The page's history and a test's rows both are one. */
import type { OverlayStop } from "../protocol/annotations.ts";
import type { ColumnName } from "../protocol/columns.ts";

export interface RunRows {
  /** Number of rows; row i is step i. */
  readonly length: number;
  /** One value; NaN where not defined. */
  at: (column: ColumnName, step: number) => number;
  readonly annotations: {
    readonly edgeSteps: readonly number[];
    readonly overlayStops: readonly OverlayStop[];
  };
}

/** The same run as it was at `step`: nothing after it is known. */
export function rowsUpTo(run: RunRows, step: number): RunRows {
  return {
    length: Math.min(run.length, step + 1),
    at: (column, at) => (at <= step ? run.at(column, at) : NaN),
    annotations: {
      edgeSteps: run.annotations.edgeSteps.filter((at) => at <= step),
      overlayStops: run.annotations.overlayStops.filter((stop) => stop.step <= step),
    },
  };
}
