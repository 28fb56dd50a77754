/** The worker: a message switch, nothing else. */
import type { Command } from "../protocol/commands.ts";
import type { EngineEvent } from "../protocol/events.ts";
import { DataFault } from "../model/datasets/dataFault.ts";
import { causeOf, type FailureCause } from "../protocol/failure.ts";
import { sentenceOf } from "./failure.ts";
import type { Workbench } from "./workbench.ts";
import { CheckpointShelf } from "./checkpoints/checkpointShelf.ts";
import { startSession, type Started } from "./startSession.ts";
import { holdLifeLock } from "./holdLifeLock.ts";
import { TooLargeError } from "./memoryLimits.ts";
import type { Session } from "./session.ts";
import { runSweep } from "./runSweep.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;

function post(event: EngineEvent, transfer: ArrayBuffer[] = []): void {
  scope.postMessage(event, transfer);
}

/** The current run; a later `start`, `branch` or `sweep` makes earlier ones stale. */
let currentRunId = -1;
let current: Started | null = null;
const shelf = new CheckpointShelf();
/** Commands that arrived while the session was being prepared. */
let waiting: Command[] = [];
let beginning: Promise<void> = Promise.resolve();

scope.addEventListener("message", ({ data }: MessageEvent<Command>) => {
  if (data.type === "start" || data.type === "branch" || data.type === "sweep") {
    currentRunId = data.runId;
    const workbench = leave(current, data);
    current = null;
    waiting = [];
    // One after the other: they share which backend TensorFlow.js is set to. A stale one ends soon.
    beginning = beginning.then(() => begin(data, workbench));
  } else if (data.runId === currentRunId) {
    if (current === null) waiting.push(data);
    else obey(current.session, data);
  }
});

holdLifeLock(scope);

type Opening = Extract<Command, { type: "start" | "branch" | "sweep" }>;

/** End the run before. @returns what it was built on, when the next one can go on with that. */
async function leave(left: Started | null, next: Opening): Promise<Workbench | null> {
  if (left === null) return null;
  const { session, workbench } = left;
  if (next.type !== "branch" || !workbench.fits(next)) {
    session.close();
    return null;
  }
  workbench.runId = next.runId;
  return (await session.handOver()) ? workbench : null;
}

async function begin(command: Opening, inherited: Promise<Workbench | null>): Promise<void> {
  const { runId } = command;
  const isStale = () => runId !== currentRunId;
  const workbench = await inherited;
  if (isStale()) {
    workbench?.dispose();
    return;
  }
  try {
    if (command.type === "sweep") {
      const sweep = await runSweep(command, isStale, (loading) => {
        if (!isStale()) post({ type: "loading", runId, ...loading });
      });
      if (sweep !== null) post({ type: "swept", runId, sweep });
      return;
    }
    const surroundings = {
      post,
      shelf,
      currentRunId: () => currentRunId,
      engine: scope.location.href,
    };
    current = await startSession(command, workbench, surroundings);
    for (const held of waiting) obey(current.session, held);
    waiting = [];
  } catch (error) {
    if (isStale()) return;
    const message = sentenceOf(error);
    post({ type: "failed", runId, cause: causeOfError(error, message), message });
  }
}

function causeOfError(error: unknown, message: string): FailureCause {
  if (error instanceof TooLargeError) return "size";
  return error instanceof DataFault ? "data" : causeOf(message, "start");
}

function obey(session: Session, command: Command): void {
  switch (command.type) {
    case "play":
      return session.play(command.until);
    case "pause":
      return session.pause();
    case "step":
      return session.step();
    case "setLearningRate":
      return session.setLearningRate(command.learningRate);
    case "setSpeed":
      return session.setSpeed(command.stepsPerSecond);
    case "resynchronise":
      return session.resynchronise();
    case "setResynchroniseEachCycle":
      return session.setResynchroniseEachCycle(command.enabled);
    case "slice":
      return session.slice(command.reach, command.step);
    case "acknowledge":
      return session.acknowledge();
    case "start":
    case "branch":
    case "sweep":
      return;
  }
}
