import type { Command } from "../protocol/commands.ts";
import type { BackendName } from "../protocol/backend.ts";
import type { EngineEvent } from "../protocol/events.ts";
import type { Loading } from "../protocol/loading.ts";
import { webgpuObstacle } from "./backends/graphicsAdapter.ts";
import { openBackend } from "./backends/openBackend.ts";
import { beginRun } from "./beginRun.ts";
import { chooseBackend } from "./calibration/chooseBackend.ts";
import { dataFileReader } from "./fetchDataFile.ts";
import { pacedModel } from "./pacing/pacedModel.ts";
import { Turns } from "./pacing/turns.ts";
import { workerClock } from "./pacing/workerClock.ts";
import { prepareProblem } from "./prepareRun.ts";
import { Session } from "./session.ts";
import { WASM_FILES } from "./wasmFiles.ts";

/**
 * Choose a backend, prepare the run, announce it, and play if asked to; otherwise, or where a forecast
 * was asked for and diverges, show row 0 alone.
 * @throws AbandonedError when the command went stale meanwhile.
 * @throws Error with a sentence when the run cannot begin.
 */
export async function startSession(
  command: Extract<Command, { type: "start" }>,
  post: (event: EngineEvent, transfer?: ArrayBuffer[]) => void,
  isStale: () => boolean,
): Promise<Session> {
  const { runId, experiment, stepsPerSecond } = command;
  const report = (loading: Loading) => {
    if (!isStale()) post({ type: "loading", runId, ...loading });
  };
  let isLost = false;
  const turns = new Turns(workerClock, () => isLost || isStale());
  const readBinary = dataFileReader(command.dataUrl, (done, total) => {
    turns.assertWanted();
    report({ stage: "data", done, total });
  });
  const problem = await prepareProblem(experiment, readBinary);
  const machine = { open: openInWorker, webgpuObstacle, turns, report };
  const backend = await chooseBackend(command.backend, problem, command.calibrations, machine);
  const { description, dataset } = problem;
  const model = pacedModel(backend.createModel(description, dataset), turns);
  const wanted = { forecast: command.forecast, report };
  const { run, remark, forecast } = await beginRun(model, problem, turns, wanted);
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
  if (forecast !== null) post({ type: "forecast", runId, forecast });
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
  if (command.play && forecast?.outcome !== "diverged") session.playToEnd();
  else session.step();
  return session;
}

const openInWorker = (name: BackendName) => openBackend(name, WASM_FILES);
