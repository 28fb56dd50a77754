/** What the controls know about the session: scalars only, changed at most once per batch. */
import { createStore, type StoreApi } from "zustand";
import type { Experiment } from "../model/experiment.ts";
import type { BackendChoice, BackendReport } from "../protocol/backend.ts";
import type { ParameterCount } from "../protocol/events.ts";
import type { Forecast } from "../protocol/forecast.ts";
import type { Loading } from "../protocol/loading.ts";
import type { Sweep } from "../protocol/sweep.ts";
import type { FileOrigin } from "./recordedRun.ts";

export type Status =
  | "loading" /** the engine is starting */
  | "ready" /** row 0 is there, nothing has run */
  | "running"
  | "paused"
  | "finished" /** the step to run to was reached */
  | "diverged"
  | "foreign" /** another program's run, from a file: shown, and not continued */
  | "failed";

/** Which step sizes are stable, as far as known for this experiment. */
export type SweepState =
  | { status: "unknown" }
  | { status: "measuring"; done: number; total: number | null }
  | { status: "measured"; sweep: Sweep }
  | { status: "failed"; message: string };

/** What replaced the run before, so that it can be brought back. */
export type UndoKind = "reset" | "edit" | "preset" | "backend" | "recorded" | "branch";

export interface SessionState {
  status: Status;
  /** The last row known; −1 before the first. */
  step: number;
  /** Grows with every change of what is drawn. */
  version: number;
  /** Grows when another run is drawn. */
  drawnRun: number;
  /** The experiment as it stands, viewer's changes of η included. */
  experiment: Experiment;
  presetId: string | null;
  /** What is drawn is the preset's recording: its own run has not begun. */
  showsRecording: boolean;
  /** The file the run was read from; null for a run of this page. */
  file: FileOrigin | null;
  /** What the engine was last heard to do before the first row; null once it has begun. */
  loading: Loading | null;
  /** What its first steps will do, where that was tried. */
  forecast: Forecast | null;
  /** The run would have begun by itself, but for the forecast. */
  isHeld: boolean;
  backendChoice: BackendChoice;
  backend: BackendReport | null;
  parameters: ParameterCount | null;
  stepsPerSecond: number;
  /** Row at which running pauses; null = no limit. */
  until: number | null;
  /** Row at which it rests on its way there, until it has gone past; null = nowhere. */
  restAt: number | null;
  /** Upper limit on steps per second; null = as fast as possible. */
  speed: number | null;
  resynchroniseEachCycle: boolean;
  /** The η before the viewer's last change during this run, and where the change took effect. */
  ghost: { step: number; learningRate: number } | null;
  undo: UndoKind | null;
  /** Why the run cannot go on, a sentence. */
  error: string | null;
  sweep: SweepState;
}

export type SessionStore = StoreApi<SessionState>;

export function createSessionStore(experiment: Experiment): SessionStore {
  return createStore<SessionState>()(() => ({
    status: "loading",
    step: -1,
    version: 0,
    drawnRun: 0,
    experiment,
    presetId: null,
    showsRecording: false,
    file: null,
    loading: null,
    forecast: null,
    isHeld: false,
    backendChoice: "auto",
    backend: null,
    parameters: null,
    stepsPerSecond: 0,
    until: null,
    restAt: null,
    speed: null,
    resynchroniseEachCycle: false,
    ghost: null,
    undo: null,
    error: null,
    sweep: { status: "unknown" },
  }));
}
