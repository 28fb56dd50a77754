/** What one line of the figure is: which numbers, how it is drawn, how far it goes. */
import type { ColumnName } from "../../protocol/columns.ts";
import type { History } from "../../session/history.ts";
import type { StoppedOverlay } from "../../protocol/annotations.ts";
import type { DerivedColumns } from "../derivedColumns.ts";
import type { LineName, PanelName } from "../view.ts";

export interface PlottedCurve {
  curve: LineName;
  panel: PanelName;
  /**
   * `line` as its tokens say; `raw` thin and pale behind its mean; `underlay` broad and pale
   * under the law; `average` the same, solid, of the run over many steps; `steps` constant up to the next change.
   */
  kind: "line" | "raw" | "underlay" | "average" | "steps";
  /**
   * The overlay whose stops end the claim; "leading" for the prediction that leads, "constrained" for its
   * θ†, "edge" for what starts there but never stops.
   */
  follows: StoppedOverlay | "leading" | "edge" | "run";
  /** Whether it sets its panel's domain, stretches it a little, or may leave the panel. */
  domain: "sets" | "stretches" | "leaves";
  /** Carries a name at its end and a dot under the crosshair. */
  named: boolean;
  /** The numbers drawn, one per step. */
  values(columns: DerivedColumns): Float64Array;
  /** The number read out at a step; NaN where there is none. */
  valueAt(columns: DerivedColumns, step: number): number;
}

/** Where a two-step mean averages over one side of a jump only, the step's own value is read. */
export function twoStepMeanAt(
  history: History,
  valueAt: (step: number) => number,
  step: number,
): number {
  const own = valueAt(step);
  const before = valueAt(step - 1);
  return Number.isNaN(before) || history.annotations.edgeSteps.includes(step)
    ? own
    : (own + before) / 2;
}

export function readTwoStepMean(history: History, column: ColumnName, step: number): number {
  return twoStepMeanAt(history, (at) => history.at(column, at), step);
}
