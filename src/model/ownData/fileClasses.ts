/** The classes in a viewer's own files. */
import { MAX_CLASSES } from "./fileLimits.ts";
import type { FileRows } from "./fileRows.ts";

/** The label of each row: of images their own, of a table what is in the target's column. */
export function labelOf(rows: FileRows, column: number | null): (row: number) => number {
  if (rows.kind === "images") return (row) => rows.labels[row]!;
  const { values, columns } = rows;
  return (row) => values[row * columns.length + (column ?? 0)]!;
}

export interface ClassCount {
  label: number;
  count: number;
}

/** How many rows each label has, by label; null when there are more labels than classes may be. */
export function classCounts(rows: FileRows, column: number | null): ClassCount[] | null {
  const label = labelOf(rows, column);
  const counts = new Map<number, number>();
  for (let row = 0; row < rows.count; row++) {
    // Zero has one sign here.
    const key = label(row) + 0;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (counts.size > MAX_CLASSES) return null;
  }
  return Array.from(counts, ([key, count]) => ({ label: key, count })).sort(
    (a, b) => a.label - b.label,
  );
}

/** What a label is called: its name or word where it has one, else the number. */
export function className(rows: FileRows, column: number | null, label: number): string {
  const names = rows.kind === "table" ? rows.columns[column ?? 0]?.words : rows.names;
  return names?.[label] ?? String(label);
}
