import type { Command } from "../protocol/commands.ts";
import type { Experiment } from "../model/experiment.ts";
import type { EngineEvent } from "../protocol/events.ts";
import { openBackend } from "./backends/openBackend.ts";
import { dataFileReader } from "./fetchDataFile.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import { pacedModel } from "./pacing/pacedModel.ts";
import { AbandonedError, Turns } from "./pacing/turns.ts";
import { workerClock } from "./pacing/workerClock.ts";
import { prepareRun } from "./prepareRun.ts";
import { Run } from "./run.ts";
import { Session } from "./session.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";
import { WASM_FILES } from "./wasmFiles.ts";

/**
 * Open a backend, prepare the run, announce it, and play if asked to; otherwise show row 0 alone.
 * @returns null when the command went stale meanwhile.
 * @throws Error with a sentence when the run cannot begin.
 */
export async function startSession(
  command: Extract<Command, { type: "start" }>,
  post: (event: EngineEvent, transfer?: ArrayBuffer[]) => void,
  isStale: () => boolean,
): Promise<Session | null> {
  const { runId, experiment, stepsPerSecond } = command;
  const backend = await openBackend(command.backend, WASM_FILES);
  const prepared = await prepareRun(experiment, backend, dataFileReader(command.dataUrl));
  const { dataset, parameters } = prepared;
  let isLost = false;
  const turns = new Turns(workerClock, () => isLost || isStale());
  const model = pacedModel(prepared.model, turns);
  const run = await beginRun(model, experiment, parameters, turns);
  if (run === null) return null;
  run.resynchroniseEachCycle = command.resynchroniseEachCycle;
  const release = () => {
    model.dispose();
  };
  const session = new Session(run, { runId, stepsPerSecond, post, turns, release });
  void backend.lost?.then((reason) => {
    if (isStale()) return;
    isLost = true;
    session.close();
    const message = `The graphics device stopped (${reason || "no reason given"}). The curves drawn so far are kept; restart to go on.`;
    post({ type: "failed", runId, message });
  });
  post({
    type: "ready",
    runId,
    backend: backend.report,
    parameters: model.parameterCount,
    samples: dataset.samples,
  });
  if (command.play) session.playToEnd();
  else session.step();
  return session;
}

/** Measures row 0. @returns null when it was abandoned. */
async function beginRun(
  model: TaylorModel,
  experiment: Experiment,
  parameters: Float64Array,
  turns: Turns,
): Promise<Run | null> {
  try {
    const run = await Run.begin(model, experiment, parameters, { precision: SCREEN_PRECISION });
    turns.assertWanted();
    return run;
  } catch (error) {
    model.dispose();
    if (error instanceof AbandonedError) return null;
    throw error;
  }
}
