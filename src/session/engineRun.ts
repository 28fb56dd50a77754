/** One engine and its current run: commands out, reports into recorder and store. */
import { targetOf } from "./target.ts";
import type { EngineEvent } from "../protocol/events.ts";
import type { Slice } from "../protocol/slice.ts";
import type { Calibrations } from "./calibrations.ts";
import { createEngineClient, type EngineWorker, type RunCommand } from "./client.ts";
import type { Recorder } from "./recorder.ts";
import type { SessionState, SessionStore } from "./store.ts";

export interface EngineRunOptions {
  createWorker: () => EngineWorker;
  dataUrl: string;
  store: SessionStore;
  recorder: Recorder;
  calibrations: Calibrations;
  /** Hears the last row whenever rows have come. */
  onRows: (step: number) => void;
  /** Hears the answers to `slice`. */
  onSlice: (slice: Slice | null) => void;
}

export type EngineRun = ReturnType<typeof createEngineRun>;

/** The part of the state that says which rows are drawn, when that is another run than before. */
export function drawnAnew(state: SessionState, recorder: Recorder): Partial<SessionState> {
  return {
    drawnRun: state.drawnRun + 1,
    version: state.version + 1,
    step: recorder.drawn.length - 1,
  };
}

export function createEngineRun(options: EngineRunOptions) {
  const { createWorker, dataUrl, store, recorder, calibrations, onRows, onSlice } = options;
  const client = createEngineClient(createWorker, receive);
  /** The engine holds another run than the drawn one: playing on first replays the drawn one. */
  let isDetached = false;
  let isCatchingUp = false;
  let willPlay = false;
  /** Where the engine was last told to pause, and whether it still has to be told. */
  let engineUntil: number | null = null;
  let isPlayWaiting = false;

  const get = store.getState;
  const set = store.setState;

  function start(
    play: boolean,
    until: number | null,
    stepsPerSecond: number | null,
    forecast = false,
  ): void {
    const { experiment, backendChoice, resynchroniseEachCycle } = get();
    const isPlain = play && until === targetOf(experiment);
    willPlay = play;
    isPlayWaiting = play && !isPlain;
    isDetached = false;
    isCatchingUp = false;
    engineUntil = until;
    client.start({
      experiment,
      backend: backendChoice,
      calibrations: calibrations.list(),
      dataUrl,
      play: isPlain,
      stepsPerSecond,
      resynchroniseEachCycle,
      forecast,
    });
  }

  function runUntil(until: number | null): void {
    if (isDetached) {
      set({ status: "loading" });
      start(true, until, null);
      isCatchingUp = true;
      return;
    }
    engineUntil = until;
    client.send({ type: "play", until });
    set({ status: "running" });
  }

  function receive(event: EngineEvent): void {
    if (isDetached) return;
    switch (event.type) {
      case "loading": {
        const { stage, done, total } = event;
        set({ loading: { stage, done, total } });
        break;
      }
      case "forecast": {
        const { forecast } = event;
        const isHeld = willPlay && forecast.outcome === "diverged";
        if (isHeld) willPlay = isPlayWaiting = false;
        set({ forecast, isHeld });
        break;
      }
      case "ready":
        if (event.backend.calibration !== null) calibrations.remember(event.backend.calibration);
        set({
          backend: event.backend,
          parameters: event.parameters,
          status: willPlay ? "running" : "ready",
          loading: null,
        });
        if (isPlayWaiting) client.send({ type: "play", until: engineUntil });
        isPlayWaiting = false;
        break;
      case "progress":
        takeRows(event);
        break;
      case "paused":
        // A pause by command was shown when it was given, and Play may have followed it.
        if (event.reason === "command" || event.step !== engineUntil) break;
        set({ status: event.step === get().until ? "finished" : "paused", stepsPerSecond: 0 });
        break;
      case "diverged":
        recorder.diverge(event.step);
        set({ status: "diverged", stepsPerSecond: 0, version: get().version + 1 });
        break;
      case "failed":
        set({ status: "failed", error: event.message, loading: null, stepsPerSecond: 0 });
        break;
      case "sliced":
        onSlice(event.slice);
        break;
      case "swept":
        break;
    }
  }

  function takeRows(event: Extract<EngineEvent, { type: "progress" }>): void {
    const state = get();
    let recorded;
    try {
      recorded = recorder.take(event, state.experiment);
    } catch {
      client.dispose();
      const error = `The engine left out rows after step ${state.step}. What was drawn stays; Restart runs the same experiment again.`;
      set({ status: "failed", error, stepsPerSecond: 0 });
      return;
    }
    if (recorded === null) return;
    if (isCatchingUp) client.send({ type: "setSpeed", stepsPerSecond: state.speed });
    isCatchingUp = false;
    const { step, isFirst, experiment, arrivedAt } = recorded;
    const hasArrived = state.ghost !== null && arrivedAt !== null;
    set({
      ...(isFirst ? drawnAnew(state, recorder) : { step, version: state.version + 1 }),
      stepsPerSecond: state.status === "running" ? event.stepsPerSecond : 0,
      experiment,
      ghost: hasArrived ? { ...state.ghost!, step: arrivedAt } : state.ghost,
    });
    onRows(step);
  }

  return {
    /**
     * Begin the store's experiment in the engine. `stepsPerSecond` null = as fast as possible;
     * `forecast` has the run wait where its first steps diverge.
     */
    start,
    /** Run on until row `until` is there; after `detach`, from the start and unseen so far. */
    runUntil,
    /** One more row, then pause. */
    step: (): void => {
      if (isDetached) {
        runUntil(get().step + 1);
        return;
      }
      client.send({ type: "step" });
      set({ status: "paused" });
    },
    pause: (): void => {
      client.send({ type: "pause" });
      set({ status: "paused", stepsPerSecond: 0 });
    },
    /** Another run is drawn now than the engine's: listen no more until the next start. */
    detach: (): void => {
      client.send({ type: "pause" });
      isDetached = true;
    },
    /** End a start that is under way, whatever it is busy with; the next one has a new worker. */
    abandon: (): void => {
      client.dispose();
      isDetached = true;
    },
    /** A command that only makes sense for the run that is drawn. @returns whether it was sent. */
    send: (command: RunCommand): boolean => {
      if (isDetached || (isCatchingUp && command.type === "setSpeed")) return false;
      client.send(command);
      return true;
    },
    dispose: (): void => {
      client.dispose();
    },
  };
}
