/**
 * The prediction that the page draws, and the θ† it is about: those of one mode until a second eigenvalue
 * comes near the edge, those of several modes from there on. Columns of both stay what they are; here is
 * which of them leads at a step.
 */
import type { OverlayStop } from "../protocol/annotations.ts";
import type { ColumnName } from "../protocol/columns.ts";
import type { History } from "./history.ts";

/** By the column of one mode the one of several modes; x and y are those of the first direction. */
const OF_SEVERAL = {
  constrainedLoss: "modesConstrainedLoss",
  constrainedSharpness: "modesConstrainedSharpness",
  delta: "modesDelta",
  distance: "modesDistance",
  x: "modesX1",
  y: "modesY1",
  predictedX: "modesPredictedX1",
  predictedY: "modesPredictedY1",
  predictedDistance: "modesPredictedDistance",
  predictedLoss: "modesPredictedLoss",
  predictedSharpness: "modesPredictedSharpness",
} as const satisfies Partial<Record<ColumnName, ColumnName>>;

/** A column of one mode that one of several modes takes over from. */
export type LedColumn = keyof typeof OF_SEVERAL;

export const LED_COLUMNS = Object.keys(OF_SEVERAL) as LedColumn[];

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

/** A column of the prediction that leads at `step`. */
export function ledAt(history: Columns, name: LedColumn, step: number): number {
  return history.at(isLedBySeveral(history, step) ? OF_SEVERAL[name] : name, step);
}

/** What ends the claim of the prediction that the page draws: each prediction's own, while it leads. */
export function predictionStops(history: History): OverlayStop[] {
  return history.annotations.overlayStops.filter(({ overlay, step, reason }) => {
    // A change of η ends values at the step before.
    const last = reason === "learning-rate-change" ? step - 1 : step;
    return overlay === (isLedBySeveral(history, last) ? "modes" : "prediction");
  });
}
