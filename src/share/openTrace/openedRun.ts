/** What was read from a file, checked, ready to be shown. */
import type { Experiment } from "../../model/experiment.ts";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import { emptyAnnotations, type Annotations } from "../../protocol/annotations.ts";
import type { BackendReport } from "../../protocol/backend.ts";
import { COLUMN_NAMES, type ColumnBatch, type ColumnName } from "../../protocol/columns.ts";
import { History } from "../../session/history.ts";

/** Largest file and longest run that are read. */
export const MAX_FILE_BYTES = 100 * 2 ** 20;
export const MAX_ROWS = 1_000_000;

export type ReadColumns = Partial<Record<ColumnName, Float64Array<ArrayBuffer>>>;

export interface OpenedRun {
  /** Columns without learningRate when the file does not say η. */
  columns: ReadColumns;
  rows: number;
  /** Null when the file is not of a run of this app: it cannot be continued. */
  experiment: Experiment | null;
  backend: Pick<BackendReport, "name" | "precision"> | null;
  annotations: Annotations;
  divergedAt: number | null;
  /** What of the file is not shown, a sentence each. */
  remarks: string[];
}

export type ReadResult = { ok: true; run: OpenedRun } | { ok: false; error: string };

export function failure(error: string): { ok: false; error: string } {
  return { ok: false, error };
}

/** Where η differs from the step before. */
function changesOf(learningRates: Float64Array): Annotations["learningRateChanges"] {
  const changes: Annotations["learningRateChanges"] = [];
  for (let step = 1; step < learningRates.length; step++) {
    const learningRate = learningRates[step]!;
    if (learningRate !== learningRates[step - 1]) changes.push({ step, learningRate });
  }
  return changes;
}

/**
 * The run as a history.
 * @param learningRate η at every step, for a file that does not say it
 * @throws RangeError when η is in neither.
 */
export function historyOfRun(run: OpenedRun, learningRate: number | null): History {
  const { rows, columns, annotations, divergedAt } = run;
  const learningRates =
    columns.learningRate ??
    (learningRate === null ? null : new Float64Array(rows).fill(learningRate));
  if (learningRates === null) throw new RangeError("a run is shown with its step sizes");
  const known: ReadColumns = { ...columns, learningRate: learningRates };
  const entries = COLUMN_NAMES.map((name): [ColumnName, Float64Array<ArrayBuffer>] => [
    name,
    name === "step"
      ? Float64Array.from({ length: rows }, (_, step) => step)
      : (known[name] ?? new Float64Array(rows).fill(NaN)),
  ]);
  const history = new History();
  history.append({
    firstStep: 0,
    length: rows,
    columns: Object.fromEntries(entries) as ColumnBatch["columns"],
  });
  history.annotations = {
    ...emptyAnnotations(),
    ...annotations,
    learningRateChanges: changesOf(learningRates),
    warnings: [...annotations.warnings, ...run.remarks],
  };
  history.divergedAt = divergedAt;
  return history;
}

/**
 * Stands for the experiment of another program's run: its step sizes are the run's, all else means
 * nothing and is not shown.
 */
export function standInExperiment(history: History): Experiment {
  return {
    ...defaultExperiment(),
    learningRate: history.at("learningRate", 0),
    learningRateChanges: history.annotations.learningRateChanges,
    steps: history.length - 1,
    overlays: [],
  };
}
