import type { Command } from "../protocol/commands.ts";
import type { EngineEvent } from "../protocol/events.ts";
import { accelerationPlan } from "./accelerationPlan.ts";
import { openBackend } from "./backends/openBackend.ts";
import { dataFileReader } from "./fetchDataFile.ts";
import { SCREEN_PRECISION } from "./precisions.ts";
import { prepareRun } from "./prepareRun.ts";
import { Run } from "./run.ts";
import { Session } from "./session.ts";
import { WASM_FILES } from "./wasmFiles.ts";
import { yieldToMessages } from "./yieldToMessages.ts";

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
  const { model, dataset, parameters } = await prepareRun(
    experiment,
    backend,
    dataFileReader(command.dataUrl),
  );
  const precision = SCREEN_PRECISION;
  const acceleration = await model.accelerate?.(
    accelerationPlan(experiment, parameters, precision),
  );
  const run = await Run.begin(model, experiment, parameters, {
    precision,
    accelerator: acceleration?.accelerator ?? null,
  }).catch((error: unknown) => {
    acceleration?.accelerator?.dispose();
    throw error;
  });
  run.resynchroniseEachCycle = command.resynchroniseEachCycle;
  if (isStale()) {
    run.dispose();
    model.dispose();
    return null;
  }
  const session = new Session(run, {
    runId,
    stepsPerSecond,
    post,
    now: () => performance.now(),
    sleep: yieldToMessages,
  });
  void backend.lost?.then((reason) => {
    if (isStale()) return;
    session.close();
    const message = `The graphics device stopped (${reason || "no reason given"}). The curves drawn so far are kept; restart to go on.`;
    post({ type: "failed", runId, message });
  });
  post({
    type: "ready",
    runId,
    backend: {
      ...backend.report,
      reason: [backend.report.reason, acceleration?.remark ?? ""].join(" ").trimEnd(),
    },
    parameters: model.parameterCount,
    samples: dataset.samples,
  });
  if (command.play) session.playToEnd();
  else session.step();
  return session;
}
