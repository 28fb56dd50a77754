/** Page → worker. Imperative, one union; `runId` names the run a command is about. */
import type { Experiment } from "../model/experiment.ts";
import type { FileRows } from "../model/ownData/fileRows.ts";
import type { BackendChoice } from "./backend.ts";
import type { Calibration } from "./calibration.ts";
import type { SentCheckpoint } from "./sentCheckpoint.ts";
import type { SliceReach } from "./slice.ts";

/** What every run begins with. */
export interface RunSetting {
  experiment: Experiment;
  /** What the viewer's own files hold, where the experiment is on them. */
  rows?: FileRows;
  backend: BackendChoice;
  /** Measured earlier in this browser; saves measuring again. */
  calibrations: readonly Calibration[];
  /** URL of the folder with the binary data sets, ending in a slash. */
  dataUrl: string;
  /** Upper limit on steps per second; null = as fast as possible. */
  stepsPerSecond: number | null;
  /** Reset v̂ = θ − θ† once per cycle, when y crosses zero upwards. */
  resynchroniseEachCycle: boolean;
}

/** Which rows a branch shares with an earlier run. */
export interface BranchPoint {
  /** `runId` of the run it goes on from, whose checkpoints may be at hand. */
  from: number;
  /** The last row that both have. Rows up to here are not posted. */
  step: number;
  /** Steps up to there at which v̂ was reset. */
  resyncSteps: readonly number[];
  /** The latest one that the page has of that run, at `step + 1` or before; null = none. */
  checkpoint: SentCheckpoint | null;
}

export type Command =
  | ({
      type: "start";
      runId: number;
      /** Start running at once, or post row 0 and wait for `play`. */
      play: boolean;
      /** Try a few steps first, and do not begin by itself when they diverge (`forecast` event). */
      forecast: boolean;
    } & RunSetting)
  /**
   * Go on from an earlier run, whose experiment may differ in changes of η after `step`; then wait
   * for `play`. Rows are those that `start` would give.
   */
  | ({ type: "branch"; runId: number } & RunSetting & BranchPoint)
  /** Run until row `until` has been posted (null = no limit). */
  | { type: "play"; runId: number; until: number | null }
  | { type: "pause"; runId: number }
  /** Post exactly one more row, then pause. */
  | { type: "step"; runId: number }
  /** Takes effect at the next step not yet posted. */
  | { type: "setLearningRate"; runId: number; learningRate: number }
  | { type: "setSpeed"; runId: number; stepsPerSecond: number | null }
  | { type: "resynchronise"; runId: number }
  | { type: "setResynchroniseEachCycle"; runId: number; enabled: boolean }
  /** Measure loss and sharpness on lines through θ† (see `sliced` event). */
  | {
      type: "slice";
      runId: number;
      reach: SliceReach;
      /** Through θ† of this row, gone over again from a checkpoint; null = of the last row. */
      step: number | null;
    }
  /** One batch was received; at most two stay un-acknowledged. */
  | { type: "acknowledge"; runId: number }
  /** Measure which step sizes are stable, at the edge, or divergent (see `sweep` event). */
  | {
      type: "sweep";
      runId: number;
      experiment: Experiment;
      rows?: FileRows;
      dataUrl: string;
    };
