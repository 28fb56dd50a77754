/** Batches against a history that may already hold some of their rows. */
import { COLUMN_NAMES, type ColumnBatch, type ColumnName } from "../protocol/columns.ts";
import type { History } from "./history.ts";

/** The rows of a batch from step `from` on. */
function tail(batch: ColumnBatch, from: number): ColumnBatch {
  const skip = from - batch.firstStep;
  const entries = COLUMN_NAMES.map((name): [ColumnName, Float64Array<ArrayBuffer>] => [
    name,
    batch.columns[name].subarray(skip, batch.length),
  ]);
  return {
    firstStep: from,
    length: batch.length - skip,
    columns: Object.fromEntries(entries) as ColumnBatch["columns"],
  };
}

/**
 * Append the rows that `history` lacks; a replayed run posts again what is already drawn.
 * @returns how many rows were new.
 * @throws RangeError when rows are missing in between.
 */
export function appendMissing(history: History, batch: ColumnBatch): number {
  const end = batch.firstStep + batch.length;
  if (end <= history.length) return 0;
  const isReplayed = batch.firstStep < history.length;
  const before = history.length;
  history.append(isReplayed ? tail(batch, before) : batch);
  return end - before;
}
