/** The worker: a message switch, nothing else. */
import type { Command } from "../protocol/commands.ts";
import type { EngineEvent } from "../protocol/events.ts";
import { sentenceOf } from "./failure.ts";
import { startSession } from "./startSession.ts";
import type { Session } from "./session.ts";
import { runSweep } from "./runSweep.ts";

const scope = self as unknown as DedicatedWorkerGlobalScope;

function post(event: EngineEvent, transfer: ArrayBuffer[] = []): void {
  scope.postMessage(event, transfer);
}

/** The current run; a later `start` or `sweep` makes earlier ones stale. */
let currentRunId = -1;
let session: Session | null = null;
/** Commands that arrived while the session was being prepared. */
let waiting: Command[] = [];
let beginning: Promise<void> = Promise.resolve();

scope.addEventListener("message", ({ data }: MessageEvent<Command>) => {
  if (data.type === "start" || data.type === "sweep") {
    currentRunId = data.runId;
    session?.close();
    session = null;
    waiting = [];
    // One after the other: they share which backend TensorFlow.js is set to. A stale one ends soon.
    beginning = beginning.then(() => begin(data));
  } else if (data.runId === currentRunId) {
    if (session === null) waiting.push(data);
    else obey(session, data);
  }
});

async function begin(command: Extract<Command, { type: "start" | "sweep" }>): Promise<void> {
  const { runId } = command;
  const isStale = () => runId !== currentRunId;
  if (isStale()) return;
  try {
    if (command.type === "sweep") {
      const sweep = await runSweep(command, isStale, (loading) => {
        if (!isStale()) post({ type: "loading", runId, ...loading });
      });
      if (sweep !== null) post({ type: "swept", runId, sweep });
      return;
    }
    session = await startSession(command, post, isStale);
    for (const held of waiting) obey(session, held);
    waiting = [];
  } catch (error) {
    if (!isStale()) post({ type: "failed", runId, message: sentenceOf(error) });
  }
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
      return session.slice(command.reach);
    case "acknowledge":
      return session.acknowledge();
    case "start":
    case "sweep":
      return;
  }
}
