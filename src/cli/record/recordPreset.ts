/** One preset run to its pause in float64, and once in float32, for its recording. */
import { openBackend } from "../../engine/backends/openBackend.ts";
import { ColumnWriter } from "../../engine/columnWriter.ts";
import { ON_SCREEN, TRACE_PRECISION } from "../../engine/precisions.ts";
import { prepareRun } from "../../engine/prepareRun.ts";
import { Run } from "../../engine/run.ts";
import type { Experiment } from "../../model/experiment.ts";
import { emptyAnnotations } from "../../protocol/annotations.ts";
import { History } from "../../session/history.ts";
import { agreementOf } from "../../session/recording/agreement.ts";
import type { Recording } from "../../session/recording/recordingFile.ts";
import { readDataFile } from "../dataFiles.ts";

/**
 * The rows of an experiment from its start.
 * @param backend `float64` measures as files do, `wasm` as the page does
 * @param until last step wanted, the experiment's own at most
 * @throws Error when the experiment names no last step.
 */
export async function runExperiment(
  experiment: Experiment,
  backend: "float64" | "wasm",
  until = experiment.steps,
): Promise<History> {
  if (experiment.steps === 0) throw new Error("A preset without a last step cannot be recorded.");
  const opened = await openBackend(backend, undefined);
  const { model, parameters } = await prepareRun(experiment, opened, readDataFile);
  const { precision, ...onScreen } = ON_SCREEN;
  const run = await Run.begin(model, experiment, parameters, {
    ...onScreen,
    precision: backend === "float64" ? TRACE_PRECISION.float64 : precision,
  });
  const rows = new ColumnWriter();
  while (run.step <= until && !run.isDiverged) rows.push(await run.next());
  model.dispose();
  const history = new History();
  history.append(rows.take());
  history.annotations = { ...emptyAnnotations(), ...run.annotations };
  if (run.isDiverged) history.divergedAt = history.length - 1;
  return history;
}

/** The run in float64 with how far float32 follows it. */
export async function recordExperiment(experiment: Experiment): Promise<Recording> {
  const history = await runExperiment(experiment, "float64");
  const single = await runExperiment(experiment, "wasm");
  return { history, agreement: agreementOf(single, history) };
}
