import type { Forecast } from "../protocol/forecast.ts";
import type { ReportLoading } from "../protocol/loading.ts";
import type { Beginning, Workbench } from "./workbench.ts";
import { checkpointInterval, Checkpoints } from "./checkpoints/checkpoints.ts";
import type { CheckpointShelf } from "./checkpoints/checkpointShelf.ts";
import { receiveCheckpoint } from "./checkpoints/sentCheckpoint.ts";
import { forecastOf } from "./forecast.ts";
import { ON_SCREEN } from "./precisions.ts";
import { PassProgress } from "./pacing/passProgress.ts";
import { replayTo } from "./replayTo.ts";
import { Run } from "./run.ts";
import { productsPerSample } from "./taylor/networkDescription.ts";

export interface BegunRun {
  run: Run;
  checkpoints: Checkpoints;
  /** Null when none was asked for or needed. */
  forecast: Forecast | null;
}

/**
 * Measures row 0, and tries the first steps when that is wanted; or goes on from the nearest checkpoint,
 * up to where a branch begins.
 * @throws AbandonedError when another run has begun.
 */
export async function beginRun(
  command: Beginning,
  { backend, acceleration, model, problem, turns }: Workbench,
  { shelf, engine }: { shelf: CheckpointShelf; engine: string },
  report: ReportLoading,
): Promise<BegunRun> {
  const { experiment } = command;
  const accelerator = acceleration?.accelerator ?? null;
  const options = { ...ON_SCREEN, accelerator };
  const work = problem.dataset.samples * productsPerSample(problem.description);
  const interval = checkpointInterval(work, accelerator !== null);
  const begin = async () => {
    report({ stage: "start", done: 0, total: null });
    const progress = new PassProgress();
    progress.begin(turns.now());
    turns.onPass = () => {
      const passes = progress.pass(turns.now());
      if (passes !== null) report({ stage: "start", ...passes });
    };
    const run = await Run.begin(model, experiment, problem.parameters, options);
    progress.end();
    return run;
  };
  if (command.type === "start") {
    const run = await begin();
    turns.assertWanted();
    const forecast = command.forecast ? await forecastOf(model, problem, run, report) : null;
    return { run, checkpoints: new Checkpoints(interval), forecast };
  }
  // η may change at the first new row, so a checkpoint there is as good as any before.
  const next = command.step + 1;
  const checkpoints =
    shelf.find(command.from, backend.name)?.upTo(next) ?? new Checkpoints(interval);
  const known = checkpoints.before(next)?.step ?? -1;
  const sent = command.checkpoint;
  if (sent !== null && sent.step > known && sent.step <= next) {
    const received = receiveCheckpoint(sent, engine, model.parameterCount);
    if (received !== null) checkpoints.keep(received);
  }
  const checkpoint = checkpoints.before(next);
  const run = checkpoint === null ? await begin() : new Run(model, experiment, checkpoint, options);
  await replayTo(run, command, checkpoints, turns, report);
  return { run, checkpoints, forecast: null };
}
