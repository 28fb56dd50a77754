/** What claims about a run are measured by. */
import type { StopReason, StoppedOverlay } from "../../protocol/annotations.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import { ledAt } from "../../session/leadingPrediction.ts";
import type { PlayedRun } from "./playedRun.ts";

/** The first stop of an overlay. */
export function stopOf({ annotations }: PlayedRun, overlay: StoppedOverlay) {
  return annotations.overlayStops.find((stop) => stop.overlay === overlay);
}

/** The step at which an overlay stopped for a reason; NaN where it did not. */
export function stopStep(run: PlayedRun, overlay: StoppedOverlay, reason: StopReason): number {
  const stops = run.annotations.overlayStops;
  return stops.find((stop) => stop.overlay === overlay && stop.reason === reason)?.step ?? NaN;
}

/** A column from one step up to another, without it; what is not defined is left out. */
export function valuesOf(run: PlayedRun, name: ColumnName, from = 0, to = Infinity): number[] {
  return run.rows
    .slice(from, to)
    .map((row) => row[name])
    .filter(Number.isFinite);
}

/** Sharpness in units of 2/η, η that of the step. */
export function relativeSharpness(run: PlayedRun, from = 0, to = Infinity): number[] {
  return run.rows.slice(from, to).map((row) => (row.sharpness * row.learningRate) / 2);
}

/** A column at a step. */
export function valueAt(run: PlayedRun, name: ColumnName, step: number): number {
  return run.rows.at(step)?.[name] ?? NaN;
}

/** Upward crossings of the line by the two-step mean of sharpness. */
export function returnsToLine({ rows, line, edge }: PlayedRun): number {
  const mean = rows.map((row, i) => (row.sharpness + rows[Math.max(0, i - 1)]!.sharpness) / 2);
  return mean.filter((value, i) => i > edge + 1 && value >= line && mean[i - 1]! < line).length;
}

/** The stages from one step up to another, each named once when it begins. */
export function stagesPassed(run: PlayedRun, from: number, to = Infinity): number[] {
  const stages = valuesOf(run, "stage", from, to);
  return stages.filter((stage, i) => stage !== stages[i - 1]);
}

/** The relative error of predicted sharpness at each step, the prediction that which leads there. */
export function sharpnessErrors({ rows }: PlayedRun, from: number, to = Infinity): number[] {
  const run = { at: (name: ColumnName, step: number) => rows[step]?.[name] ?? NaN };
  return rows
    .slice(from, to)
    .map(({ step, sharpness }) => ledAt(run, "predictedSharpness", step) / sharpness - 1);
}

/** Root mean square of the same. */
export function sharpnessError(run: PlayedRun, from: number, to = Infinity): number {
  const errors = sharpnessErrors(run, from, to);
  return Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
}

/** The step at which the prediction of several modes takes over; −1 where it does not. */
export function takeover({ rows }: PlayedRun): number {
  return rows.findIndex(({ modesActive }) => Number.isFinite(modesActive));
}
