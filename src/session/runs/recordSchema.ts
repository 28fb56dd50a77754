/** Stored runs are checked when they are read: another version, or another hand, may have written them. */
import * as v from "valibot";
import { parseExperiment } from "../../model/parseExperiment.ts";
import type { Annotations, StoppedOverlay, StopReason } from "../../protocol/annotations.ts";
import { BACKEND_NAMES } from "../../protocol/backend.ts";
import { COLUMN_NAMES, type ColumnName } from "../../protocol/columns.ts";
import { ORIGINS, type RunContents, type RunSummary } from "./keptRun.ts";

const OVERLAYS = [
  "prediction",
  "cubic",
  "constrained",
  "modes",
  "centralFlow",
  "frozenQuadratic",
  "frozenCubic",
] as const satisfies StoppedOverlay[];
const REASONS = [
  "second-eigenvalue",
  "fourth-mode",
  "no-progressive-sharpening",
  "flat-sharpness-gradient",
  "too-coarse",
  "far-excursion",
  "late-phase",
  "divergence",
  "drift",
  "eigenvector-swap",
  "learning-rate-change",
] as const satisfies StopReason[];

const finite = v.pipe(v.number(), v.finite());
const positive = v.pipe(finite, v.gtValue(0));
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const line = v.array(v.tuple([whole, finite]));
/** The last millisecond that `Date` knows (ECMA-262, time values). */
const LAST_TIME = 8.64e15;
const time = v.pipe(v.number(), v.minValue(-LAST_TIME), v.maxValue(LAST_TIME));

const summarySchema = v.object({
  version: v.literal(1),
  id: v.pipe(v.string(), v.nonEmpty()),
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  isNamed: v.boolean(),
  createdAt: time,
  origin: v.picklist(ORIGINS),
  experiment: v.unknown(),
  presetId: v.nullable(v.string()),
  backend: v.object({
    name: v.picklist(BACKEND_NAMES),
    precision: v.picklist(["float32", "float64"]),
  }),
  rows: v.pipe(whole, v.minValue(1)),
  divergedAt: v.nullable(whole),
  bytes: whole,
  thumbnail: v.object({ sharpness: line, twoOverEta: line }),
});

const annotationsSchema = v.object({
  edgeSteps: v.array(whole),
  resyncSteps: v.array(whole),
  overlayStops: v.array(
    v.object({ step: whole, overlay: v.picklist(OVERLAYS), reason: v.picklist(REASONS) }),
  ),
  learningRateChanges: v.array(v.object({ step: whole, learningRate: positive })),
  warnings: v.array(v.string()),
});

const contentsSchema = v.object({
  id: v.string(),
  annotations: annotationsSchema,
  columns: v.record(
    v.string(),
    v.object({
      from: whole,
      values: v.custom<Float64Array<ArrayBuffer>>((value) => value instanceof Float64Array),
    }),
  ),
});

/** A summary as `RunShelf` stores it; null for anything else. */
export function readSummary(value: unknown): RunSummary | null {
  const parsed = v.safeParse(summarySchema, value, { abortEarly: true });
  if (!parsed.success) return null;
  const { divergedAt, rows } = parsed.output;
  const experiment = parseExperiment(parsed.output.experiment);
  if (!experiment.ok || (divergedAt !== null && divergedAt >= rows)) return null;
  return { ...parsed.output, experiment: experiment.experiment };
}

function isColumnName(name: string): name is ColumnName {
  return COLUMN_NAMES.some((known) => known === name);
}

function stepsOf(annotations: Annotations): number[] {
  const { edgeSteps, resyncSteps, overlayStops, learningRateChanges } = annotations;
  const events = [...overlayStops, ...learningRateChanges].map(({ step }) => step);
  return [...edgeSteps, ...resyncSteps, ...events];
}

/** η is needed at every step, to place the run on the axis of η·t and to draw 2/η. */
function hasLearningRates({ columns }: RunContents, rows: number): boolean {
  const { learningRate } = columns;
  return learningRate?.from === 0 && learningRate.values.length === rows
    ? learningRate.values.every(
        (rate) => rate > 0 && Number.isFinite(rate) && Number.isFinite(2 / rate),
      )
    : false;
}

/** Rows as `RunShelf` stores them, for a run of so many; columns unknown here are left out. */
export function readContents(value: unknown, rows: number): RunContents | null {
  const parsed = v.safeParse(contentsSchema, value, { abortEarly: true });
  if (!parsed.success) return null;
  const { id, annotations } = parsed.output;
  const columns: RunContents["columns"] = {};
  for (const [name, column] of Object.entries(parsed.output.columns)) {
    if (column.from + column.values.length > rows) return null;
    if (isColumnName(name)) columns[name] = column;
  }
  const contents = { id, annotations, columns };
  const isWithin = stepsOf(annotations).every((step) => step <= rows);
  return isWithin && hasLearningRates(contents, rows) ? contents : null;
}
