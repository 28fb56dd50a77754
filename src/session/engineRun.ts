/** One engine and its current run: commands out, reports into recorder and store. */
import { targetOf } from "./target.ts";
import type { BackendName } from "../protocol/backend.ts";
import type { EngineEvent } from "../protocol/events.ts";
import type { Slice } from "../protocol/slice.ts";
import type { Calibrations } from "./calibrations.ts";
import type { RunSetting } from "../protocol/commands.ts";
import { createEngineClient, type EngineWorker, type RunCommand } from "./client.ts";
import type { Recorder } from "./recorder.ts";
import { beganAgain, canGoOn, gaveUp, Recovery, wentOn, type Fault } from "./recovery.ts";
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
  /** Hears a sentence when the engine was lost and the run goes on all the same. */
  onRecovery: (sentence: string) => void;
  /** Milliseconds from any fixed moment. */
  now: () => number;
}

/** Of rows that the engine has not made in this visit. */
export const UNKNOWN_RUN = 0;

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
  const { onRecovery, now } = options;
  const client = createEngineClient(createWorker, receive);
  /** The engine's run whose rows are drawn, or those of its beginning. */
  let drawnRunId = UNKNOWN_RUN;
  /** The engine is not where the drawn rows end: playing on first takes it there. */
  let isDetached = false;
  let willPlay = false;
  /** Where the engine was last told to pause, and whether it still has to be told. */
  let engineUntil: number | null = null;
  let isPlayWaiting = false;
  /** The engine has come as far as a backend: what fails now is no fault of the experiment's. */
  let hasBegun = false;
  let recovery = new Recovery(now);
  /** Where the run goes on after a fault; null = where it was. */
  let refuge: BackendName | null = null;

  const get = store.getState;
  const set = store.setState;

  function setting(): RunSetting {
    const { experiment, backendChoice, resynchroniseEachCycle, speed } = get();
    return {
      experiment,
      backend: backendChoice,
      calibrations: calibrations.list(),
      dataUrl,
      stepsPerSecond: speed,
      resynchroniseEachCycle,
    };
  }

  function begin(play: boolean, until: number | null, forecast = false): void {
    const isPlain = play && until === targetOf(get().experiment);
    willPlay = play;
    isPlayWaiting = play && !isPlain;
    isDetached = false;
    hasBegun = false;
    engineUntil = until;
    const { backendChoice } = get();
    client.start({ ...setting(), backend: refuge ?? backendChoice, play: isPlain, forecast });
  }

  function start(play: boolean, until: number | null, forecast = false): void {
    recovery = new Recovery(now);
    refuge = null;
    begin(play, until, forecast);
  }

  /** Take the engine to where the drawn rows end, and play on from there. */
  function goOnFromDrawn(until: number | null): void {
    willPlay = true;
    isPlayWaiting = true;
    isDetached = false;
    engineUntil = until;
    const { length, annotations, checkpoint } = recorder.drawn;
    const { backend, backendChoice } = get();
    client.branch({
      ...setting(),
      // Another backend gives other digits.
      backend: refuge ?? backend?.name ?? backendChoice,
      from: drawnRunId,
      step: length - 1,
      resyncSteps: annotations.resyncSteps,
      checkpoint,
    });
  }

  function runUntil(until: number | null): void {
    if (isDetached) {
      set({ status: "loading" });
      if (recorder.isPreview) recorder.beginUnseen();
      if (recorder.isPreview || recorder.drawn.length === 0) begin(true, until);
      else goOnFromDrawn(until);
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
        hasBegun = true;
        refuge = null;
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
      case "checkpoint":
        recorder.keep(event.checkpoint);
        break;
      case "failed":
        recover(event);
        break;
      case "sliced":
        onSlice(event.slice);
        break;
      case "swept":
        break;
    }
  }

  /** The engine is lost: the run goes on in another one from where it is drawn. */
  function recover(fault: Fault): void {
    client.dispose();
    const { status, backend, step } = get();
    const from = backend?.name ?? null;
    const next = hasBegun && from !== null ? recovery.next(fault, from, step) : null;
    if (next === null || from === null) {
      const error = gaveUp(fault, recorder.drawn.length - 1);
      set({ status: "failed", error, loading: null, stepsPerSecond: 0 });
      return;
    }
    const wasComputing = status === "running" || status === "loading";
    isDetached = true;
    refuge = next;
    if (!wasComputing) {
      onRecovery(canGoOn(fault, step));
      return;
    }
    set({ status: "loading", stepsPerSecond: 0 });
    if (recorder.isWaiting) {
      onRecovery(beganAgain(fault, from, next));
      recorder.beginUnseen();
      begin(willPlay, engineUntil);
    } else {
      onRecovery(wentOn(fault, step, from, next));
      goOnFromDrawn(engineUntil);
    }
  }

  function takeRows(event: Extract<EngineEvent, { type: "progress" }>): void {
    const state = get();
    let recorded;
    try {
      recorded = recorder.take(event, state.experiment);
    } catch {
      recover({ cause: "crash", message: `The engine left out rows after step ${state.step}.` });
      return;
    }
    if (recorded === null) return;
    drawnRunId = client.runId;
    const { step, isFirst, experiment, arrivedAt } = recorded;
    const hasArrived = state.ghost !== null && arrivedAt !== null;
    set({
      ...(isFirst
        ? { ...drawnAnew(state, recorder), showsRecording: false }
        : { step, version: state.version + 1 }),
      loading: null,
      stepsPerSecond: state.status === "running" ? event.stepsPerSecond : 0,
      experiment,
      ghost: hasArrived ? { ...state.ghost!, step: arrivedAt } : state.ghost,
    });
    onRows(step);
  }

  /** Draw the run that has gone on behind its recording. */
  function reveal(): void {
    if (!recorder.reveal()) return;
    drawnRunId = client.runId;
    set({ ...drawnAnew(get(), recorder), showsRecording: false });
    onRows(get().step);
  }

  return {
    reveal,
    /** The engine's run whose rows are drawn, or those of its beginning. */
    drawnRunId: (): number => drawnRunId,
    /** Begin the store's experiment; `forecast` has the run wait where its first steps diverge. */
    start,
    /** A start under way is to run on by itself once it is ready. */
    playWhenReady: (until: number | null): void => {
      if (willPlay) return;
      willPlay = true;
      isPlayWaiting = true;
      engineUntil = until;
    },
    /** Run on until row `until` is there; after `detach`, from where the drawn rows end. */
    runUntil,
    /** So many more rows, then pause. */
    advance: (count: number): void => {
      if (isDetached || count > 1) {
        runUntil(Math.max(0, recorder.lastStep) + count);
        return;
      }
      client.send({ type: "step" });
      set({ status: "paused" });
    },
    pause: (): void => {
      client.send({ type: "pause" });
      set({ status: "paused", stepsPerSecond: 0 });
    },
    /**
     * What is drawn now are rows of run `runId`, and not all that the engine has made: listen no more
     * until it is to go on from them.
     */
    detach: (runId: number): void => {
      client.send({ type: "pause" });
      drawnRunId = runId;
      isDetached = true;
    },
    /** End a start that is under way, whatever it is busy with; the next one has a new worker. */
    abandon: (): void => {
      client.dispose();
      isDetached = true;
    },
    /** A command that only makes sense for the run that is drawn. @returns whether it was sent. */
    send: (command: RunCommand): boolean => {
      if (isDetached) return false;
      client.send(command);
      return true;
    },
    dispose: (): void => {
      client.dispose();
    },
  };
}
