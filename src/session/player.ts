/**
 * The player: what the controls ask for. Runs without React and, with a stand-in worker, without a
 * browser.
 */
import type { Experiment } from "../model/experiment.ts";
import type { BackendChoice } from "../protocol/backend.ts";
import type { Slice, SliceReach } from "../protocol/slice.ts";
import { createCalibrations, type Calibrations } from "./calibrations.ts";
import { branchedState, type LeftRun } from "./branch.ts";
import type { EngineWorker } from "./client.ts";
import { createEngineRun, drawnAnew, UNKNOWN_RUN } from "./engineRun.ts";
import type { History } from "./history.ts";
import { replacedRunOf, type Interrupted, type ReplacedRun } from "./replacedRun.ts";
import { learningRateAt, normalizeChanges, withChange } from "./learningRates.ts";
import { NOT_CONTINUED, recordedState, type RecordedRun } from "./recordedRun.ts";
import type { OpenRun } from "./openRun/openRun.ts";
import { Recorder } from "./recorder.ts";
import { createSessionStore, type SessionState, type Status, type UndoKind } from "./store.ts";
import { createSweepKeeper } from "./sweepKeeper.ts";
import { targetOf } from "./target.ts";

export interface PlayerOptions {
  experiment: Experiment;
  createWorker: () => EngineWorker;
  /** URL of the folder with the binary data sets, ending in a slash. */
  dataUrl: string;
  /** Where measured speeds of backends are kept; for this visit only when absent. */
  calibrations?: Calibrations;
  /** Hears of a run that a branch has left behind; it is not changed any more. */
  onBranch?: (left: LeftRun) => void;
  /** Hears a sentence when the engine was lost and the run goes on all the same. */
  onRecovery?: (sentence: string) => void;
  /** Milliseconds from any fixed moment; tests bring their own. */
  now?: () => number;
}

export interface LoadOptions {
  experiment: Experiment;
  presetId: string | null;
  play: boolean;
  backend?: BackendChoice;
  /** Row at which to pause, when it is not the experiment's own; null = no limit. */
  until?: number | null;
  /** Row at which the run rests on its way, once; null = nowhere. */
  restAt?: number | null;
  /** Let the run wait where its first steps diverge. */
  forecast?: boolean;
  /** What this load is, when the run it replaces may be brought back; `same` keeps the one that can be. */
  undo?: UndoKind | "same";
}

export type Player = ReturnType<typeof createPlayer>;

/** Steps that Play adds once the target is reached, when the experiment names none. */
const DEFAULT_STRETCH = 1000;

const CAN_PLAY: ReadonlySet<Status> = new Set(["ready", "paused", "finished"]);

export function createPlayer(options: PlayerOptions) {
  const { createWorker, dataUrl, calibrations = createCalibrations(null) } = options;
  const store = createSessionStore(options.experiment);
  const recorder = new Recorder();
  const engine = createEngineRun({
    createWorker,
    dataUrl,
    store,
    recorder,
    calibrations,
    onRows: afterRows,
    onSlice: (slice) => {
      for (const listener of sliceListeners) listener(slice);
    },
    onRecovery: options.onRecovery ?? (() => undefined),
    now: options.now ?? (() => performance.now()),
  });
  const sliceListeners = new Set<(slice: Slice | null) => void>();
  const sweeps = createSweepKeeper({ createWorker, dataUrl, store });
  let kept: ReplacedRun | null = null;
  let interrupted: Interrupted | null = null;

  const get = store.getState;
  const set = store.setState;

  const drawnRun = () => replacedRunOf(recorder.drawn, engine.drawnRunId(), get());

  function keepDrawn(): void {
    if (recorder.drawn.length > 1 && !recorder.isWaiting) kept = drawnRun();
  }

  function afterRows(step: number): void {
    interrupted = null;
    const { restAt } = get();
    if (restAt !== null && step > restAt) set({ restAt: null });
    // After a reset the new run has the same rows in the end; any other run stays within reach.
    if (kept === null || get().undo !== "reset" || step < kept.history.length) return;
    kept = null;
    set({ undo: null });
  }

  function load(options: LoadOptions): void {
    if (recorder.drawn.length > 0 && !recorder.isWaiting) {
      interrupted = { drawn: drawnRun(), kept, undo: get().undo };
    }
    const { undo = null } = options;
    if (undo === null) kept = null;
    else if (undo !== "same") keepDrawn();
    recorder.begin();
    const until = options.until === undefined ? targetOf(options.experiment) : options.until;
    set({
      status: "loading",
      showsRecording: false,
      loading: null,
      forecast: null,
      isHeld: false,
      experiment: options.experiment,
      presetId: options.presetId,
      file: null,
      backendChoice: options.backend ?? get().backendChoice,
      until,
      restAt: options.restAt ?? null,
      stepsPerSecond: 0,
      ghost: null,
      error: null,
      undo: kept === null ? null : undo === "same" ? get().undo : undo,
      sweep: sweeps.known(options.experiment),
    });
    engine.start(options.play, nextRest(until), options.forecast);
  }

  /** Where running pauses next on its way to `until`. */
  function nextRest(until: number | null): number | null {
    const { restAt } = get();
    return restAt !== null && recorder.lastStep < restAt ? restAt : until;
  }

  /** Draw a history that ends where the engine is not; `runId` may be there. */
  function draw(history: History, runId: number, change: Partial<SessionState>): void {
    engine.detach(runId);
    recorder.restore(history);
    const none = {
      loading: null,
      forecast: null,
      isHeld: false,
      stepsPerSecond: 0,
      error: null,
      restAt: null,
    };
    set({ ...drawnAnew(get(), recorder), ...none, showsRecording: false, ...change });
  }

  function bringBack({ history, runId, state }: ReplacedRun, undo: UndoKind | null): void {
    draw(history, runId, { ...state, undo, sweep: sweeps.known(state.experiment) });
  }

  /** Give up a start: what was drawn before is the run at hand again. */
  function cancelLoading(): void {
    if (get().status !== "loading") return;
    engine.abandon();
    if (interrupted === null) {
      const rests = recorder.drawn.length > 0 && !recorder.isPreview;
      set({ status: rests ? "paused" : "ready", loading: null });
      return;
    }
    const { drawn, undo } = interrupted;
    kept = interrupted.kept;
    interrupted = null;
    bringBack(drawn, undo);
  }

  function show(run: RecordedRun): void {
    keepDrawn();
    const undo = kept === null ? null : "recorded";
    const sweep = sweeps.known(run.experiment);
    draw(run.history, UNKNOWN_RUN, { ...recordedState(run), undo, sweep });
  }

  function reopen(run: OpenRun, mayRun: boolean): void {
    const { history, experiment, presetId, backendChoice, backend, until, isRunning } = run;
    const isOver = until !== null && history.length > until;
    const status = history.divergedAt !== null ? "diverged" : isOver ? "finished" : "paused";
    draw(history, UNKNOWN_RUN, {
      status,
      experiment,
      presetId,
      file: null,
      backendChoice,
      backend: { ...backend, calibration: null },
      parameters: null,
      until,
      ghost: null,
      undo: null,
      sweep: sweeps.known(experiment),
    });
    if (isRunning && mayRun && status === "paused") engine.runUntil(nextRest(until));
  }

  /** Begin again with something changed; a run that had begun goes on by itself. */
  function reload(change: Partial<LoadOptions>, undo: UndoKind): void {
    const { experiment, presetId, status, isHeld, forecast } = get();
    if (status === "foreign") return;
    const play = status !== "ready" || isHeld;
    load({ experiment, presetId, play, forecast: forecast !== null, ...change, undo });
  }

  /** Begin again with η from the first step on; what was planned goes with a run that diverged. */
  function reloadAt(learningRate: number, options: Partial<LoadOptions>): void {
    const { experiment, status } = get();
    const planned = status === "diverged" ? [] : experiment.learningRateChanges;
    const learningRateChanges = normalizeChanges(learningRate, planned);
    const changed = { ...experiment, learningRate, learningRateChanges };
    reload({ experiment: changed, forecast: true, ...options }, "edit");
  }

  function play(): void {
    const { status, until, experiment } = get();
    const step = recorder.lastStep;
    if (status === "loading") engine.playWhenReady(nextRest(until));
    if (!CAN_PLAY.has(status)) return;
    const isPast = until !== null && step >= until;
    const target = isPast ? step + (experiment.steps || DEFAULT_STRETCH) : until;
    set({ until: target });
    engine.runUntil(nextRest(target));
  }

  function pause(): void {
    if (get().status === "running") engine.pause();
  }

  function branch(branchStep: number, learningRate?: number): void {
    const { experiment, presetId, status, until } = get();
    const history = recorder.drawn;
    if (recorder.isWaiting || branchStep < 0 || branchStep >= history.length - 1) return;
    if (status === "foreign") return;
    const isPlaying = status === "running" || status === "loading";
    const left: LeftRun = { history, experiment, presetId, branchStep };
    keepDrawn();
    draw(history.branchAt(branchStep), engine.drawnRunId(), branchedState(left, learningRate));
    options.onBranch?.(left);
    if (isPlaying) engine.runUntil(until);
  }

  function setLearningRate(learningRate: number, from = recorder.lastStep): void {
    const { experiment, status } = get();
    const step = recorder.lastStep;
    if (from < step && !recorder.isWaiting) {
      if (learningRate !== learningRateAt(experiment, from)) branch(from, learningRate);
      return;
    }
    const before = learningRateAt(experiment, step + 1);
    if (learningRate === before || status === "foreign") return;
    if (step <= 0 || recorder.isWaiting || status === "failed" || status === "diverged") {
      reloadAt(learningRate, {});
      return;
    }
    const change = { step: step + 1, learningRate };
    set({
      experiment: withChange(experiment, change),
      ghost: { step: change.step, learningRate: before },
    });
    if (engine.send({ type: "setLearningRate", learningRate })) recorder.expect(change);
  }

  return {
    store,
    /** The run that is drawn: the old one, or a recording, until the new one has begun. */
    history: (): History => recorder.drawn,
    /**
     * Draw this recording of the experiment at hand until its own run has made its first step. Nothing
     * happens where that has been drawn already.
     */
    preview: (recording: History): void => {
      if (!recorder.preview(recording)) return;
      set({ ...drawnAnew(get(), recorder), showsRecording: true });
    },
    /**
     * While the viewer looks at a step of the recording the live run must not take it away: it goes on
     * unseen until `isHeld` is false.
     */
    holdRecording: (isHeld: boolean): void => {
      recorder.holdsPreview = isHeld;
      engine.reveal();
    },
    /** Another run has been asked for: what is drawn is not what the state speaks of. */
    isWaiting: (): boolean => recorder.isWaiting,
    load,
    /**
     * Show a run as it was recorded, without computing anything; the run it replaces can be brought
     * back. Play goes on from its end: the engine first runs the experiment from its start on the same
     * backend, unseen.
     */
    show,
    /**
     * The run that was on screen before the page was reloaded, at rest where it was last stored, or going on
     * by itself if it did; the engine takes it up at its checkpoint.
     */
    reopen,
    /** Run to the target, as soon as the engine is ready; once there, as many steps again. */
    play,
    pause,
    toggle: (): void => {
      if (get().status === "running") pause();
      else play();
    },
    /** So many more rows; while running, pause. */
    step: (count = 1): void => {
      if (get().status === "running") pause();
      else if (CAN_PLAY.has(get().status)) engine.advance(count);
    },
    /**
     * Go on from an earlier step, with η as it was there or another one from the next step on. The
     * run so far can be brought back. Nothing happens at the head.
     */
    branch,
    /** @returns a sentence when that row cannot be run to, else null. */
    runTo: (target: number): string | null => {
      const { status } = get();
      const step = recorder.lastStep;
      if (status === "foreign") return NOT_CONTINUED;
      if (target <= step) return `Step ${step} is already drawn; choose a later one, or reset.`;
      set({ until: target, restAt: null });
      if (CAN_PLAY.has(status) || status === "running") engine.runUntil(target);
      return null;
    },
    /** Back to step 0 of the same experiment; the old run can be brought back for a while. */
    reset: (): void => {
      reload({ play: false }, "reset");
    },
    /** Bring back the run that was replaced. */
    undo: (): void => {
      if (kept === null) return;
      const run = kept;
      kept = null;
      interrupted = null;
      bringBack(run, null);
    },
    cancelLoading,
    /** Run a changed experiment from its start. */
    edit: (experiment: Experiment): void => {
      reload({ experiment, forecast: true }, "edit");
    },
    /** Run from the start at this η, whatever the run at hand is doing. */
    startAt: (learningRate: number): void => {
      reloadAt(learningRate, { play: true });
    },
    setBackend: (backend: BackendChoice): void => {
      reload({ backend }, "backend");
    },
    /**
     * From the next step on; before the first step, and after the end of a run, from the start. When
     * the viewer has gone back to step `from`, a branch from there.
     */
    setLearningRate,
    undoLearningRate: (): void => {
      const { ghost } = get();
      if (ghost === null) return;
      setLearningRate(ghost.learningRate);
      set({ ghost: null });
    },
    setSpeed: (speed: number | null): void => {
      set({ speed });
      engine.send({ type: "setSpeed", stepsPerSecond: speed });
    },
    resynchronise: (): void => {
      engine.send({ type: "resynchronise" });
    },
    setResynchroniseEachCycle: (enabled: boolean): void => {
      set({ resynchroniseEachCycle: enabled });
      engine.send({ type: "setResynchroniseEachCycle", enabled });
    },
    /** Measure loss and sharpness through θ† of the drawn run. @returns whether there will be an answer. */
    askForSlice: (reach: SliceReach, step: number | null): boolean =>
      !recorder.isPreview && engine.send({ type: "slice", reach, step }),
    /** Hear the answers; null where there was no θ†. @returns a function that stops. */
    onSlice: (listener: (slice: Slice | null) => void): (() => void) => {
      sliceListeners.add(listener);
      return () => sliceListeners.delete(listener);
    },
    /** After a failure: a new worker, the same experiment from its start. */
    restart: (): void => {
      engine.dispose();
      const { experiment, presetId, until, showsRecording } = get();
      const { drawn } = recorder;
      load({ experiment, presetId, until, play: true });
      if (showsRecording && recorder.preview(drawn)) set({ showsRecording });
    },
    /** Measure which step sizes are stable, in a worker of its own. */
    measureSweep: async (): Promise<void> => {
      if (get().status !== "foreign") await sweeps.measure();
    },
    cancelSweep: sweeps.cancel,
    /** Make ranges known that were measured earlier. */
    learnSweep: sweeps.learn,
    dispose: engine.dispose,
  };
}
