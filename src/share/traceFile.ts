/** Traces as data for other programs: the `brink-trace` format, version 1, and CSV. */
import type { Experiment, Overlay } from "../model/experiment.ts";
import { isAdaptive } from "../model/stability.ts";
import type { Annotations, OverlayStop } from "../protocol/annotations.ts";
import type { BackendName, BackendReport } from "../protocol/backend.ts";
import { COLUMN_NAMES, type ColumnName } from "../protocol/columns.ts";

export interface Trace {
  format: "brink-trace";
  version: 1;
  /** As run, defaults filled in. */
  experiment: Experiment;
  backend: BackendName;
  precision: BackendReport["precision"];
  edgeSteps: number[];
  resyncSteps: number[];
  ended: { step: number; reason: "steps" | "diverged" };
  overlayStops: OverlayStop[];
  warnings: string[];
  /** Arrays of equal length, one entry per step from 0; null where not defined. */
  columns: Partial<Record<ColumnName, (number | null)[]>>;
}

/**
 * A run as a trace. `column` gives a column's values for the steps 0…n−1, NaN where not defined.
 * Higher eigenvalues are included as far as the experiment asks for them, the flow from the start, the
 * frozen models, several modes and the central flow with their overlays, several modes also where they took
 * over from the prediction of one; the line and the preconditioned sharpness with the step rules that have
 * them.
 * @throws RangeError when the columns differ in length.
 */
export function traceObject(run: {
  experiment: Experiment;
  backend: BackendName;
  precision: BackendReport["precision"];
  column: (name: ColumnName) => ArrayLike<number>;
  annotations: Annotations;
  ended: Trace["ended"];
}): Trace {
  const { experiment, backend, precision, column, annotations, ended } = run;
  const { length } = column("step");
  const columns: Trace["columns"] = {};
  const tookOver = Array.from(column("modesActive")).some(Number.isFinite);
  const isIncluded = (name: ColumnName) =>
    isAskedFor(name, experiment) || (tookOver && name.startsWith("modes"));
  for (const name of COLUMN_NAMES.filter(isIncluded)) {
    const values = column(name);
    if (values.length !== length) {
      throw new RangeError(`column ${name} has ${values.length} entries, expected ${length}`);
    }
    columns[name] = Array.from(values, (value) => (Number.isFinite(value) ? value : null));
  }
  return {
    format: "brink-trace",
    version: 1,
    experiment,
    backend,
    precision,
    edgeSteps: annotations.edgeSteps,
    resyncSteps: annotations.resyncSteps,
    ended,
    overlayStops: annotations.overlayStops,
    warnings: annotations.warnings,
    columns,
  };
}

/** Columns that are only there with their overlay. */
const WITH_OVERLAY: readonly { prefix: string; overlay: Overlay }[] = [
  { prefix: "flowFromStart", overlay: "flowFromStart" },
  { prefix: "frozen", overlay: "frozen" },
  { prefix: "modes", overlay: "modes" },
  { prefix: "central", overlay: "centralFlow" },
];

function isAskedFor(name: ColumnName, { eigenvalues, overlays, optimizer }: Experiment): boolean {
  if (name === "stabilityThreshold") return optimizer !== undefined;
  if (name === "preconditionedSharpness") return isAdaptive(optimizer);
  // λ₂ is measured in every run: it decides where the one-mode prediction stops.
  const index = /^eigenvalue([3-6])$/.exec(name)?.[1];
  if (index !== undefined) {
    return Number(index) <= eigenvalues;
  }
  const overlay = WITH_OVERLAY.find(({ prefix }) => name.startsWith(prefix))?.overlay;
  return overlay === undefined || overlays.includes(overlay);
}

/** The trace as JSON text, numbers in full precision. */
export function traceToJson(trace: Trace): string {
  return `${JSON.stringify(trace)}\n`;
}

/**
 * The columns as CSV (RFC 4180), empty where not defined, after comment lines that say what was
 * run. `link` is the address that opens this run.
 */
export function traceToCsv(trace: Trace, link: string): string {
  const comments = [
    `Brink trace, version ${trace.version}: ${link.replace(/\s/g, "%20")}`,
    `experiment ${JSON.stringify(trace.experiment)}`,
    `backend ${trace.backend}, ${trace.precision}`,
    `ended at step ${trace.ended.step}: ${trace.ended.reason}`,
    `edge steps ${trace.edgeSteps.join(" ") || "none"}`,
    `re-synchronised at steps ${trace.resyncSteps.join(" ") || "none"}`,
    `overlay stops ${JSON.stringify(trace.overlayStops)}`,
  ];
  return csvText(comments, trace.columns);
}

/** The columns that have numbers, as CSV: of a run whose experiment is not known. */
export function columnsToCsv(column: (name: ColumnName) => ArrayLike<number>): string {
  const columns: Trace["columns"] = {};
  for (const name of COLUMN_NAMES) {
    const values = Array.from(column(name), (value) => (Number.isFinite(value) ? value : null));
    if (values.some((value) => value !== null)) columns[name] = values;
  }
  return csvText(["Computed elsewhere, saved by Brink"], columns);
}

function csvText(comments: readonly string[], columns: Trace["columns"]): string {
  const names = COLUMN_NAMES.filter((name) => columns[name] !== undefined);
  const rows = (columns.step ?? []).map((_, row) =>
    names.map((name) => columns[name]?.[row] ?? "").join(","),
  );
  return [...comments.map((line) => `# ${line}`), names.join(","), ...rows, ""].join("\r\n");
}
