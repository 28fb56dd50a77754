/** Largest differences between a run's rows and the reference columns, for tests. */
import type { Row } from "../../protocol/columns.ts";
import type { CreateModel } from "../backends/selfTest.ts";
import { Run } from "../run.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import { TRACE_PRECISION } from "../precisions.ts";
import type { GoldenRun } from "./runs.ts";

/** @param create a backend's way to build a network. */
export function goldenModel(create: CreateModel, golden: GoldenRun): TaylorModel {
  return create(golden.description, golden.dataset);
}

/** Rows 0…steps−1 from the golden start (the nudged edge step) or from θ₀. */
export async function rowsOf(
  model: TaylorModel,
  golden: GoldenRun,
  steps: number,
  from: "edge" | "start",
  {
    resynchroniseEachCycle = false,
    modesTakeOver = false,
  }: { resynchroniseEachCycle?: boolean; modesTakeOver?: boolean } = {},
): Promise<{ rows: Row[]; run: Run }> {
  const precision = TRACE_PRECISION[model.precision];
  const run = await Run.begin(model, golden.experiment, golden.initialParameters, {
    precision,
    modesTakeOver,
    ...(from === "edge" ? { startAt: golden.startParameters } : {}),
  });
  run.resynchroniseEachCycle = resynchroniseEachCycle;
  const rows: Row[] = [];
  for (let i = 0; i < steps; i++) rows.push(await run.next());
  return { rows, run };
}

/** max |a/b − 1| over the rows. */
export function relativeError(
  rows: Row[],
  column: keyof Row,
  reference: readonly (number | null)[],
): number {
  return Math.max(...rows.map((row, i) => Math.abs(row[column] / reference[i]! - 1)));
}

/** max |a − b| over the rows, in units of the reference's own range there. */
export function rangeError(
  rows: Row[],
  column: keyof Row,
  reference: readonly (number | null)[],
): number {
  const values = rows.map((_, i) => reference[i]!);
  const range = Math.max(...values) - Math.min(...values);
  return Math.max(...rows.map((row, i) => Math.abs(row[column] - values[i]!))) / range;
}

/** Root mean square of predicted over measured sharpness − 1. */
export function sharpnessPredictionError(
  rows: Row[],
  column: keyof Row = "predictedSharpness",
): number {
  const squares = rows.map((row) => (row[column] / row.sharpness - 1) ** 2);
  return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
}
