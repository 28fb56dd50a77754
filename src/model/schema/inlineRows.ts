import * as v from "valibot";
import type { NestedNumbers } from "../experiment.ts";
import { MAX_INPUT_NESTING, MAX_SAMPLES } from "./limits.ts";

interface Fault {
  /** Position inside the list: row, then deeper. */
  keys: number[];
  input: unknown;
  message: string;
}

/**
 * A list of rows of equal shape: rows of numbers, or (`nesting` > 1) of lists of numbers.
 * Depth is bounded before anything recurses, so nested junk costs nothing.
 */
function rowsField<Row>(nesting: number) {
  const message = `must be a list of 1 to ${MAX_SAMPLES} rows, one per sample`;
  return v.pipe(
    v.custom<Row[]>(
      (value) => Array.isArray(value) && value.length >= 1 && value.length <= MAX_SAMPLES,
      message,
    ),
    v.rawCheck(({ dataset, addIssue }) => {
      const fault = dataset.typed ? rowsFault(dataset.value, nesting) : null;
      if (fault === null) {
        return;
      }
      const { input, keys } = fault;
      const [first, ...rest] = keys.map((key) => ({
        type: "array" as const,
        origin: "value" as const,
        input: [] as unknown[],
        key,
        value: input,
      }));
      addIssue({ input, message: fault.message, ...(first && { path: [first, ...rest] }) });
    }),
  );
}

/** Rows [[x, …], …] of inputs, each possibly nested [channel][row][column]. */
export const inputRowsField = rowsField<NestedNumbers>(MAX_INPUT_NESTING);
/** Rows [[y, …], …] of targets. */
export const targetRowsField = rowsField<number[]>(1);

function rowsFault(rows: readonly unknown[], nesting: number): Fault | null {
  const shape = rowShape(rows[0], nesting);
  for (let row = 0; row < rows.length; row++) {
    const fault = shapeFault(rows[row], shape, 0);
    if (fault !== null) {
      return { ...fault, keys: [row, ...fault.keys] };
    }
  }
  return null;
}

/** Lengths along the first entries, at most `nesting` of them. */
function rowShape(row: unknown, nesting: number): number[] {
  const shape: number[] = [];
  let entry = row;
  while (shape.length < nesting && Array.isArray(entry)) {
    shape.push(entry.length);
    entry = entry[0];
  }
  return shape.length === 0 ? [1] : shape;
}

/** What is wrong with a row, or part of one at `level`; keys are relative to it. */
function shapeFault(value: unknown, shape: number[], level: number): Fault | null {
  const length = shape[level];
  if (length === undefined) {
    return typeof value === "number" && Number.isFinite(value)
      ? null
      : { keys: [], input: value, message: "must be a finite number" };
  }
  if (!Array.isArray(value) || value.length !== length || length === 0) {
    return { keys: [], input: value, message: lengthMessage(length, level === 0) };
  }
  for (let i = 0; i < length; i++) {
    const fault = shapeFault(value[i], shape, level + 1);
    if (fault !== null) {
      return { ...fault, keys: [i, ...fault.keys] };
    }
  }
  return null;
}

function lengthMessage(length: number, isRow: boolean): string {
  return length === 0
    ? "must be a list of at least one number"
    : `must be a list of length ${length}, as in the first ${isRow ? "row" : "entry"}`;
}
