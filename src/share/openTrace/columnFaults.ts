/** What is wrong with columns that are each a list of numbers: one sentence, or null. */
import { MAX_LEARNING_RATE } from "../../model/schema/limits.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import type { ReadColumns } from "./openedRun.ts";

type Check = (value: number, index: number) => boolean;

/** First entry for which a check does not hold. */
function misfit(
  columns: ReadColumns,
  name: ColumnName,
  allowed: string,
  holds: Check,
): string | null {
  const values = columns[name];
  const at = values?.findIndex((value, index) => !holds(value, index)) ?? -1;
  if (values === undefined || at < 0) return null;
  const found = Number.isNaN(values[at]!) ? "no value" : String(values[at]);
  return `column ${name}, row ${at + 1}: got ${found}, must be ${allowed}.`;
}

/** Rules that several columns share, and those between them. */
export function columnFault(columns: ReadColumns): string | null {
  return (
    misfit(
      columns,
      "step",
      "the whole numbers 0, 1, 2, … in this order",
      (value, index) => value === index,
    ) ??
    misfit(
      columns,
      "learningRate",
      `a number above 0 and at most ${MAX_LEARNING_RATE}`,
      (value) => value > 0 && value <= MAX_LEARNING_RATE,
    ) ??
    misfit(
      columns,
      "stage",
      "1, 2, 3, 4 or nothing",
      (value) => Number.isNaN(value) || [1, 2, 3, 4].includes(value),
    ) ??
    (columns.loss?.some(Number.isFinite) === false ? "column loss has no numbers." : null)
  );
}
