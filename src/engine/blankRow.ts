import { COLUMN_NAMES, type Row } from "../protocol/columns.ts";

/** A row in which nothing is defined yet. */
export function blankRow(): Row {
  return Object.fromEntries(COLUMN_NAMES.map((name) => [name, NaN])) as Row;
}
