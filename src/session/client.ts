/**
 * The page's end of the worker: numbers the runs, drops events of runs that are over, acknowledges
 * batches, and turns a crash into an event that a person can read.
 */
import type { Experiment } from "../model/experiment.ts";
import type { BranchPoint, Command, RunSetting } from "../protocol/commands.ts";
import type { EngineEvent } from "../protocol/events.ts";
import { causeOf } from "../protocol/failure.ts";
import type { SliceReach } from "../protocol/slice.ts";

/** The part of a Worker that is used here; tests bring their own. */
export type EngineWorker = Pick<Worker, "postMessage" | "terminate" | "addEventListener">;

/** A command about the current run: the client fills in which run that is. */
export type RunCommand =
  | { type: "play"; until: number | null }
  | { type: "pause" }
  | { type: "step" }
  | { type: "setLearningRate"; learningRate: number }
  | { type: "setSpeed"; stepsPerSecond: number | null }
  | { type: "resynchronise" }
  | { type: "setResynchroniseEachCycle"; enabled: boolean }
  | { type: "slice"; reach: SliceReach; step: number | null };

export type StartOptions = RunSetting &
  Pick<Extract<Command, { type: "start" }>, "play" | "forecast">;
export type BranchOptions = RunSetting & BranchPoint;

export interface EngineClient {
  /** Begin a new run; events of the one before are dropped from here on. */
  start(options: StartOptions): void;
  /** Go on from an earlier run, as another one. */
  branch(options: BranchOptions): void;
  /** Number of the current run. */
  readonly runId: number;
  /** Measure step sizes; the answer is a `swept` event. */
  sweep(experiment: Experiment, dataUrl: string): void;
  send(command: RunCommand): void;
  /** End the worker; the next `start` brings up a new one. */
  dispose(): void;
}

function crashMessage(detail: string): string {
  const said = detail.trim().replace(/\.+$/, "");
  return `The engine stopped unexpectedly${said === "" ? "" : ` (${said})`}.`;
}

/** A client that starts its worker when first needed. `onEvent` hears the current run only. */
export function createEngineClient(
  createWorker: () => EngineWorker,
  onEvent: (event: EngineEvent) => void,
): EngineClient {
  let worker: EngineWorker | null = null;
  let runId = 0;

  function fail(source: EngineWorker, message: string): void {
    if (source !== worker) return;
    dispose();
    onEvent({ type: "failed", runId, cause: causeOf(message, "crash"), message });
  }

  function receive(source: EngineWorker, event: EngineEvent): void {
    if (source !== worker || event.runId !== runId) return;
    if (event.type === "progress") post({ type: "acknowledge", runId });
    onEvent(event);
  }

  function connect(): EngineWorker {
    if (worker !== null) return worker;
    const fresh = createWorker();
    fresh.addEventListener("message", (event: MessageEvent<EngineEvent>) => {
      receive(fresh, event.data);
    });
    fresh.addEventListener("error", (event) => {
      fail(fresh, crashMessage(event.message ?? ""));
    });
    fresh.addEventListener("messageerror", () => {
      fail(fresh, crashMessage("a message could not be read"));
    });
    worker = fresh;
    return fresh;
  }

  function post(command: Command): void {
    worker?.postMessage(command);
  }

  function open(command: (id: number) => Command): void {
    runId++;
    try {
      connect().postMessage(command(runId));
    } catch (error) {
      worker = null;
      const detail = error instanceof Error ? error.message : "";
      onEvent({ type: "failed", runId, cause: "crash", message: crashMessage(detail) });
    }
  }

  function dispose(): void {
    worker?.terminate();
    worker = null;
  }

  return {
    start: (options) => {
      open((id) => ({ type: "start", runId: id, ...options }));
    },
    branch: (options) => {
      open((id) => ({ type: "branch", runId: id, ...options }));
    },
    get runId() {
      return runId;
    },
    sweep: (experiment, dataUrl) => {
      open((id) => ({ type: "sweep", runId: id, experiment, dataUrl }));
    },
    send: (command) => {
      post({ ...command, runId });
    },
    dispose,
  };
}
