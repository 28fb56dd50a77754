/** Columns as they are stored: without what is not defined, every number as it was. */
import { COLUMN_NAMES, type ColumnBatch, type ColumnName } from "../../protocol/columns.ts";
import { History } from "../history.ts";
import type { PackedColumn, RunContents, RunSummary, Snapshot } from "./keptRun.ts";

/** The entries from the first to the last defined one, looked for from `first` on; null when there is none. */
function packColumn(values: Float64Array, first: number): PackedColumn | null {
  let from = first;
  while (from < values.length && Number.isNaN(values[from]!)) from++;
  if (from === values.length) return null;
  let to = values.length;
  while (Number.isNaN(values[to - 1]!)) to--;
  // A copy: a view would be stored with the whole buffer behind it.
  return { from, values: values.slice(from, to) };
}

/**
 * All columns with numbers but the step, which is the index.
 * @param first the row to begin with.
 */
export function packColumns(
  { history, rows }: Pick<Snapshot, "history" | "rows">,
  first = 0,
): RunContents["columns"] {
  const columns: RunContents["columns"] = {};
  for (const name of COLUMN_NAMES) {
    if (name === "step") continue;
    const packed = packColumn(history.column(name).subarray(0, rows), first);
    if (packed !== null) columns[name] = packed;
  }
  return columns;
}

export function packedBytes(columns: RunContents["columns"]): number {
  return Object.values(columns).reduce((sum, { values }) => sum + values.byteLength, 0);
}

/** The run as a history that can be drawn, and played on. */
export function unpackedHistory(
  summary: Pick<RunSummary, "rows" | "divergedAt">,
  contents: RunContents,
): History {
  const { rows } = summary;
  const entries = COLUMN_NAMES.map((name): [ColumnName, Float64Array<ArrayBuffer>] => {
    if (name === "step") return [name, Float64Array.from({ length: rows }, (_, step) => step)];
    const values = new Float64Array(rows).fill(NaN);
    const packed = contents.columns[name];
    if (packed !== undefined) values.set(packed.values, packed.from);
    return [name, values];
  });
  const history = new History();
  history.append({
    firstStep: 0,
    length: rows,
    columns: Object.fromEntries(entries) as ColumnBatch["columns"],
  });
  history.annotations = contents.annotations;
  history.divergedAt = summary.divergedAt;
  return history;
}
