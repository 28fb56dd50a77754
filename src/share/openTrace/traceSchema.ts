/** Shape of a trace file (contract, version 1). Messages are the clause "must be …" of a sentence. */
import * as v from "valibot";
import { choiceField, objectField, plainObject, wholeField } from "../../model/schema/fields.ts";
import type { OverlayStop, StoppedOverlay, StopReason } from "../../protocol/annotations.ts";
import { COLUMN_NAMES, type ColumnName } from "../../protocol/columns.ts";
import { MAX_ROWS, type ReadColumns } from "./openedRun.ts";

/** A table with an entry for each, so that one added to the protocol does not compile without. */
const OVERLAYS = {
  prediction: 0,
  cubic: 0,
  constrained: 0,
  modes: 0,
  centralFlow: 0,
  frozenQuadratic: 0,
  frozenCubic: 0,
} satisfies Record<StoppedOverlay, 0>;
const REASONS = {
  "second-eigenvalue": 0,
  "fourth-mode": 0,
  "no-progressive-sharpening": 0,
  "flat-sharpness-gradient": 0,
  "too-coarse": 0,
  "far-excursion": 0,
  "late-phase": 0,
  divergence: 0,
  drift: 0,
  "eigenvector-swap": 0,
  "learning-rate-change": 0,
} satisfies Record<StopReason, 0>;

const keysOf = <K extends string>(table: Record<K, 0>) => Object.keys(table) as K[];

const stepField = wholeField(0, MAX_ROWS - 1);
/** Steps in increasing order. */
const stepsField = v.optional(
  v.pipe(
    v.array(stepField, "must be a list of steps"),
    v.check(
      (steps) => steps.every((step, i) => i === 0 || step > steps[i - 1]!),
      "must be a list of steps in increasing order",
    ),
  ),
  () => [],
);

const stopField: v.GenericSchema<unknown, OverlayStop> = objectField({
  step: stepField,
  overlay: choiceField(keysOf(OVERLAYS)),
  reason: choiceField(keysOf(REASONS)),
});

/** A text for people: shown as text, and not longer than a page can hold. */
const remarkField = v.pipe(
  v.string("must be a text"),
  v.maxLength(500, "must be a text of at most 500 characters"),
);

/** A list of numbers and nulls as an array with NaN, in one tight loop. */
const columnField = v.pipe(
  v.custom<unknown[]>(Array.isArray, "must be a list of numbers, null where there is none"),
  v.rawTransform(({ dataset, addIssue, NEVER }): Float64Array<ArrayBuffer> => {
    const list = dataset.value;
    if (list.length < 1 || list.length > MAX_ROWS) {
      addIssue({ message: `must have 1 to ${MAX_ROWS} entries` });
      return NEVER;
    }
    const values = new Float64Array(list.length);
    for (let key = 0; key < list.length; key++) {
      const value = list[key];
      if (value === null) values[key] = NaN;
      else if (typeof value === "number" && Number.isFinite(value)) values[key] = value;
      else {
        addIssue({
          message: "must be a finite number or null",
          input: value,
          path: [{ type: "array", origin: "value", input: list, key, value }],
        });
        return NEVER;
      }
    }
    return values;
  }),
);

const REQUIRED: readonly ColumnName[] = ["step", "learningRate", "loss", "sharpness"];

const optionalColumns = Object.fromEntries(
  COLUMN_NAMES.filter((name) => !REQUIRED.includes(name)).map((name) => [
    name,
    v.optional(columnField),
  ]),
);

const columnsSchema = objectField({
  step: columnField,
  learningRate: columnField,
  loss: columnField,
  sharpness: columnField,
  ...optionalColumns,
});

export const traceSchema = objectField({
  format: v.literal("brink-trace", 'must be "brink-trace", the format this app writes'),
  version: v.literal(1, "must be 1, the version this app reads"),
  experiment: plainObject,
  backend: v.pipe(v.string("must be a name"), v.maxLength(100, "must be a short name")),
  precision: choiceField(["float32", "float64"]),
  edgeSteps: stepsField,
  resyncSteps: stepsField,
  ended: objectField({ step: stepField, reason: choiceField(["steps", "diverged"]) }),
  overlayStops: v.optional(v.array(stopField, "must be a list of stops"), () => []),
  warnings: v.optional(
    v.pipe(
      v.array(remarkField, "must be a list of sentences"),
      v.maxLength(100, "must be at most 100 sentences"),
    ),
    () => [],
  ),
  columns: columnsSchema,
});

export type TraceFile = v.InferOutput<typeof traceSchema>;

export const overlayStopsSchema = v.array(stopField);

/** The columns this version knows, and the names of the others. */
export function knownColumns(columns: Record<string, unknown>): {
  known: ReadColumns;
  unknown: string[];
} {
  const known: ReadColumns = {};
  for (const name of COLUMN_NAMES) {
    const values = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (values instanceof Float64Array) known[name] = values as Float64Array<ArrayBuffer>;
  }
  const names: readonly string[] = COLUMN_NAMES;
  return { known, unknown: Object.keys(columns).filter((name) => !names.includes(name)) };
}
