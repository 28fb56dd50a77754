/** The `trace` command: an experiment in, its trace out, the page's engine in between. */
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Experiment } from "../model/experiment.ts";
import { parseExperiment } from "../model/parseExperiment.ts";
import { emptyAnnotations } from "../protocol/annotations.ts";
import { COLUMN_NAMES, type ColumnName } from "../protocol/columns.ts";
import { traceObject, traceToJson, type Trace } from "../share/traceFile.ts";
import { ownRowsIn } from "./ownFiles.ts";
import { progressReporter } from "./progress.ts";
import { parseTraceArguments, type TraceArguments } from "./traceArguments.ts";

export interface Terminal {
  stdout(text: string): void;
  stderr(text: string): void;
  /** Whether standard error can show a moving bar. */
  isTerminal: boolean;
}

/** @returns the exit status: 0, 2 for a bad experiment, 3 when the run diverged. */
export async function runTraceCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<0 | 2 | 3> {
  try {
    const options = parseTraceArguments(args);
    const experiment = readExperiment(options);
    if (options.out !== null) checkWritable(options.out);
    const trace = await traceExperiment(experiment, options, progressReporter(terminal));
    const text = traceToJson(trace);
    if (options.out === null) terminal.stdout(text);
    else writeFileSync(options.out, text);
    return trace.ended.reason === "diverged" ? 3 : 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    terminal.stderr(`${message.replaceAll("\n", " ")}\n`);
    return 2;
  }
}

/** @throws Error with one sentence naming the file or the path in it. */
function readExperiment({ file, steps }: TraceArguments): Experiment {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file} could not be read as JSON: ${reason}`, { cause: error });
  }
  const parsed = parseExperiment(value);
  if (!parsed.ok) throw new Error(parsed.error);
  const experiment = { ...parsed.experiment, steps: steps ?? parsed.experiment.steps };
  if (experiment.steps === 0) {
    throw new Error("steps: got 0 (no limit), which a trace cannot have; give --steps N.");
  }
  return experiment;
}

/**
 * Asked before the run, which may take long.
 * @throws Error with one sentence.
 */
function checkWritable(file: string): void {
  try {
    const isThere = existsSync(file);
    if (isThere && statSync(file).isDirectory()) throw new Error("it is a folder");
    accessSync(isThere ? file : dirname(file), constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`--out: ${file} cannot be written: ${reason}.`, { cause: error });
  }
}

async function traceExperiment(
  experiment: Experiment,
  { file, backend: choice }: TraceArguments,
  report: (step: number, total: number) => void,
): Promise<Trace> {
  // Loaded only now, so that a bad experiment is refused without waiting for TensorFlow.js.
  const [{ openBackend }, { prepareRun }, { Run }, { TRACE_PRECISION }, { readDataFile }] =
    await Promise.all([
      import("../engine/backends/openBackend.ts"),
      import("../engine/prepareRun.ts"),
      import("../engine/run.ts"),
      import("../engine/precisions.ts"),
      import("./dataFiles.ts"),
    ]);
  const ownRows = await ownRowsIn(dirname(file), experiment.data);
  const backend = await openBackend(choice, undefined).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`--backend ${choice} does not work here: ${reason}`, { cause: error });
  });
  const { model, parameters } = await prepareRun(experiment, backend, readDataFile, ownRows);
  const columns = Object.fromEntries(COLUMN_NAMES.map((name) => [name, [] as number[]])) as Record<
    ColumnName,
    number[]
  >;
  const run = await Run.begin(model, experiment, parameters, {
    precision: TRACE_PRECISION[model.precision],
  }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The run cannot begin: ${reason}.`, { cause: error });
  });
  while (run.step <= experiment.steps && !run.isDiverged) {
    const row = await run.next();
    for (const name of COLUMN_NAMES) columns[name].push(row[name]);
    report(row.step, experiment.steps);
  }
  model.dispose();
  const last = columns.step.at(-1) ?? 0;
  return traceObject({
    experiment,
    backend: backend.name,
    precision: model.precision,
    column: (name) => columns[name],
    annotations: { ...emptyAnnotations(), ...run.annotations },
    ended: { step: last, reason: last < experiment.steps ? "diverged" : "steps" },
  });
}
