/** A trace file, checked. */
import * as v from "valibot";
import { parseExperiment } from "../../model/parseExperiment.ts";
import { describeValue, issueFault } from "../../model/schema/fault.ts";
import { BACKEND_NAMES } from "../../protocol/backend.ts";
import { columnFault } from "./columnFaults.ts";
import { failure, type OpenedRun, type ReadColumns, type ReadResult } from "./openedRun.ts";
import { ignoredColumns } from "./remarks.ts";
import { knownColumns, traceSchema, type TraceFile } from "./traceSchema.ts";

/** What columns and annotations say of each other. */
function contradictionOf(trace: TraceFile, columns: ReadColumns): string | null {
  const rows = columns.step?.length ?? 0;
  for (const [name, values] of Object.entries(columns)) {
    if (values.length !== rows) {
      return `columns.${name}: got a list of length ${values.length}, must be of length ${rows}, as column step.`;
    }
  }
  const last = rows - 1;
  if (trace.ended.step !== last) {
    return `ended.step: got ${trace.ended.step}, must be ${last}, the last step of the columns.`;
  }
  const steps: [string, readonly number[]][] = [
    ["edgeSteps", trace.edgeSteps],
    ["resyncSteps", trace.resyncSteps],
    ["overlayStops", trace.overlayStops.map(({ step }) => step)],
  ];
  for (const [name, list] of steps) {
    const late = list.find((step) => step > last);
    if (late !== undefined) {
      return `${name}: got step ${late}, must be at most ${last}, the last step of the columns.`;
    }
  }
  return columnFault(columns);
}

function backendOf(trace: TraceFile): OpenedRun["backend"] {
  const name = BACKEND_NAMES.find((known) => known === trace.backend);
  return name === undefined ? null : { name, precision: trace.precision };
}

/** The first fault of a value that is not an object at all, or not of this format. */
function formatFault(value: unknown): string | null {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject) return `The file holds ${describeValue(value)}, not a trace.`;
  if ("format" in value) return null;
  return 'It is JSON, but no trace: a trace says "format": "brink-trace".';
}

/** Read a trace from the text of a file. Never throws. */
export function readTrace(text: string): ReadResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failure("It begins like JSON and is not: it may have been cut off or edited.");
  }
  const format = formatFault(value);
  if (format !== null) return failure(format);
  const parsed = v.safeParse(traceSchema, value, { abortEarly: true });
  if (!parsed.success) return failure(issueFault(parsed.issues[0]).error);
  const trace = parsed.output;
  const experiment = parseExperiment(trace.experiment);
  if (!experiment.ok) return failure(`experiment.${experiment.error}`);
  const { known, unknown } = knownColumns(trace.columns);
  const contradiction = contradictionOf(trace, known);
  if (contradiction !== null) return failure(contradiction);
  const { edgeSteps, resyncSteps, overlayStops, warnings } = trace;
  return {
    ok: true,
    run: {
      columns: known,
      rows: trace.ended.step + 1,
      experiment: experiment.experiment,
      backend: backendOf(trace),
      annotations: { edgeSteps, resyncSteps, overlayStops, warnings, learningRateChanges: [] },
      divergedAt: trace.ended.reason === "diverged" ? trace.ended.step : null,
      remarks: ignoredColumns(unknown),
    },
  };
}
