import type { Command } from "../protocol/commands.ts";
import type { Experiment } from "../model/experiment.ts";
import type { BackendName } from "../protocol/backend.ts";
import type { EngineEvent } from "../protocol/events.ts";
import type { Acceleration } from "./accelerator.ts";
import { accelerationPlan } from "./accelerationPlan.ts";
import { webgpuObstacle } from "./backends/graphicsAdapter.ts";
import { openBackend } from "./backends/openBackend.ts";
import { chooseBackend } from "./calibration/chooseBackend.ts";
import { dataFileReader } from "./fetchDataFile.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import { pacedModel } from "./pacing/pacedModel.ts";
import { Turns } from "./pacing/turns.ts";
import { workerClock } from "./pacing/workerClock.ts";
import { prepareProblem } from "./prepareRun.ts";
import { Run } from "./run.ts";
import { Session } from "./session.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";
import { WASM_FILES } from "./wasmFiles.ts";

/**
 * Choose a backend, prepare the run, announce it, and play if asked to; otherwise show row 0 alone.
 * @throws AbandonedError when the command went stale meanwhile.
 * @throws Error with a sentence when the run cannot begin.
 */
export async function startSession(
  command: Extract<Command, { type: "start" }>,
  post: (event: EngineEvent, transfer?: ArrayBuffer[]) => void,
  isStale: () => boolean,
): Promise<Session> {
  const { runId, experiment, stepsPerSecond } = command;
  let isLost = false;
  const turns = new Turns(workerClock, () => isLost || isStale());
  const problem = await prepareProblem(experiment, dataFileReader(command.dataUrl));
  const machine = { open: openInWorker, webgpuObstacle, turns };
  const backend = await chooseBackend(command.backend, problem, command.calibrations, machine);
  const { description, dataset, parameters } = problem;
  const model = pacedModel(backend.createModel(description, dataset), turns);
  const { run, remark } = await beginRun(model, experiment, parameters, turns);
  run.resynchroniseEachCycle = command.resynchroniseEachCycle;
  const session = new Session(run, {
    runId,
    stepsPerSecond,
    post,
    turns,
    release: () => {
      run.dispose();
      model.dispose();
    },
  });
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
    backend: {
      ...backend.report,
      reason: `${backend.report.reason} ${remark}`.trimEnd(),
    },
    parameters: model.parameterCount,
    samples: dataset.samples,
  });
  if (command.play) session.playToEnd();
  else session.step();
  return session;
}

const openInWorker = (name: BackendName) => openBackend(name, WASM_FILES);

/**
 * Measures row 0. The model is disposed when that does not come to its end.
 * @returns the run, and what is to be said of its acceleration.
 */
async function beginRun(
  model: TaylorModel,
  experiment: Experiment,
  parameters: Float64Array,
  turns: Turns,
): Promise<{ run: Run; remark: string }> {
  let acceleration: Acceleration | undefined;
  try {
    const precision = SCREEN_PRECISION;
    acceleration = await model.accelerate?.(accelerationPlan(experiment, parameters, precision));
    const run = await Run.begin(model, experiment, parameters, {
      precision,
      accelerator: acceleration?.accelerator ?? null,
    });
    turns.assertWanted();
    return { run, remark: acceleration?.remark ?? "" };
  } catch (error) {
    acceleration?.accelerator?.dispose();
    model.dispose();
    throw error;
  }
}
