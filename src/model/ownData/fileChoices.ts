/** What a viewer may choose of their own files, each choice bringing the others along. */
import type { FileData } from "../experiment.ts";
import { classCounts } from "./fileClasses.ts";
import { eligibleRows, inputColumns, rowShape } from "./fileDataset.ts";
import type { FileRows } from "./fileRows.ts";

/** Enough for the edge of stability, few enough for a laptop. */
const FEW = 200;
/** Whole numbers of so many kinds are more likely classes than a quantity. */
const LIKELY_CLASSES = 10;

/** Columns that can be learned while another one is left as input. */
export function targetColumns(rows: FileRows): number[] {
  if (rows.kind === "images") return [];
  return rows.columns.flatMap(({ kind, words }, i) =>
    (kind === "numbers" || words.length >= 2) && inputColumns(rows, i).length > 0 ? [i] : [],
  );
}

/** Whether what is learned can be a number, classes, or either. */
export function possibleTargets(rows: FileRows, column: number | null): FileData["targets"][] {
  const counts = classCounts(rows, column);
  const hasNumbers = rows.kind === "table" && rows.columns[column ?? 0]?.kind === "numbers";
  return [
    ...(hasNumbers ? (["values"] as const) : []),
    ...(counts !== null && counts.length >= 2 ? (["one-hot", "sign"] as const) : []),
  ];
}

function likelyTargets(rows: FileRows, column: number | null): FileData["targets"] {
  const possible = possibleTargets(rows, column);
  const counts = classCounts(rows, column) ?? [];
  const isFew = counts.length <= LIKELY_CLASSES && counts.length * 2 <= rows.count;
  const isWhole = counts.every(({ label }) => Number.isInteger(label));
  if (possible.includes("values") && !(possible.includes("one-hot") && isFew && isWhole)) {
    return "values";
  }
  return counts.length === 2 ? "sign" : "one-hot";
}

export type FileChoices = Omit<FileData, "kind" | "format" | "files">;

/** These targets with all the classes there are, of which a sign has two. */
export function withTargetKind(
  rows: FileRows,
  column: number | null,
  targets: FileData["targets"],
): FileChoices {
  const labels = (classCounts(rows, column) ?? []).map(({ label }) => label);
  const classes = targets === "values" ? [] : targets === "sign" ? labels.slice(0, 2) : labels;
  const chosen = { column, targets, classes };
  return {
    ...chosen,
    samples: Math.min(FEW, eligibleRows(rows, chosen).length),
    offset: 0,
    subset: "spread",
    standardise: targets === "values" ? "all" : "inputs",
    shape: rowShape(rows, column),
  };
}

/** What is likely meant: the last column is learned. */
export function likelyChoices(rows: FileRows, column = targetColumns(rows).at(-1) ?? null) {
  return withTargetKind(rows, column, likelyTargets(rows, column));
}

/** Why nothing of these rows can be learned, or null. */
export function uselessReason(rows: FileRows): string | null {
  if (rows.kind === "table") {
    return targetColumns(rows).length > 0
      ? null
      : "it needs a column of numbers to learn from, and one of numbers or of a few words to learn.";
  }
  return possibleTargets(rows, null).length > 0
    ? null
    : "all its labels are the same, so there is nothing to tell apart.";
}
