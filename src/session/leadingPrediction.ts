/**
 * The prediction that the page draws, and the θ† it is about: those of one mode until a second eigenvalue
 * comes near the edge, those of several modes from there on. Columns of both stay what they are; here is
 * which of them leads at a step.
 */
import type { OverlayStop } from "../protocol/annotations.ts";
import type { ColumnName } from "../protocol/columns.ts";
import type { History } from "./history.ts";

/** By the column of one mode those of several modes: one, or one for each direction. */
const OF_SEVERAL = {
  constrainedLoss: ["modesConstrainedLoss"],
  constrainedSharpness: ["modesConstrainedSharpness"],
  delta: ["modesDelta"],
  distance: ["modesDistance"],
  x: ["modesX1", "modesX2", "modesX3"],
  y: ["modesY1", "modesY2", "modesY3"],
  predictedX: ["modesPredictedX1", "modesPredictedX2", "modesPredictedX3"],
  predictedY: ["modesPredictedY1", "modesPredictedY2", "modesPredictedY3"],
  predictedDistance: ["modesPredictedDistance"],
  predictedLoss: ["modesPredictedLoss"],
  predictedSharpness: ["modesPredictedSharpness"],
} as const satisfies Partial<Record<ColumnName, readonly ColumnName[]>>;

/** A column of one mode that one of several modes takes over from. */
export type LedColumn = keyof typeof OF_SEVERAL;

/** What is read of a run. */
type Columns = Pick<History, "at">;

/** Whether θ† and the prediction are those of several modes at `step`. */
export function isLedBySeveral(history: Columns, step: number): boolean {
  return Number.isFinite(history.at("modesActive", step));
}

/** How many modes are at the edge at `step`; 1 where several are not computed. */
export function activeModesAt(history: Columns, step: number): number {
  const active = history.at("modesActive", step);
  return Number.isFinite(active) ? active : 1;
}

/** Which direction x and y are of, counted from 0: the first at the edge. Each keeps its place when others leave. */
export function leadingDirectionAt(history: Columns, step: number): number {
  const first = OF_SEVERAL.x.findIndex((column) => Number.isFinite(history.at(column, step)));
  return Math.max(0, first);
}

/** A column of the prediction that leads at `step`. */
export function ledAt(history: Columns, name: LedColumn, step: number): number {
  if (!isLedBySeveral(history, step)) return history.at(name, step);
  const columns: readonly ColumnName[] = OF_SEVERAL[name];
  const place = columns.length > 1 ? leadingDirectionAt(history, step) : 0;
  return history.at(columns[place]!, step);
}

/** What ends the claim of the prediction that the page draws: each prediction's own, while it leads. */
export function predictionStops(history: History): OverlayStop[] {
  return history.annotations.overlayStops.filter(({ overlay, step, reason }) => {
    // A change of η ends values at the step before.
    const last = reason === "learning-rate-change" ? step - 1 : step;
    return overlay === (isLedBySeveral(history, last) ? "modes" : "prediction");
  });
}
