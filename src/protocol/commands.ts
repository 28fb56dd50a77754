/** Page → worker. Imperative, one union; `runId` names the run a command is about. */
import type { Experiment } from "../model/experiment.ts";
import type { BackendChoice } from "./backend.ts";
import type { Calibration } from "./calibration.ts";
import type { SliceReach } from "./slice.ts";

export type Command =
  | {
      type: "start";
      runId: number;
      experiment: Experiment;
      backend: BackendChoice;
      /** Measured earlier in this browser; saves measuring again. */
      calibrations: readonly Calibration[];
      /** URL of the folder with the binary data sets, ending in a slash. */
      dataUrl: string;
      /** Start running at once, or post row 0 and wait for `play`. */
      play: boolean;
      /** Upper limit on steps per second; null = as fast as possible. */
      stepsPerSecond: number | null;
      /** Reset v̂ = θ − θ† once per cycle, when y crosses zero upwards. */
      resynchroniseEachCycle: boolean;
      /** Try a few steps first, and do not begin by itself when they diverge (`forecast` event). */
      forecast: boolean;
    }
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
  | { type: "slice"; runId: number; reach: SliceReach }
  /** One batch was received; at most two stay un-acknowledged. */
  | { type: "acknowledge"; runId: number }
  /** Measure which step sizes are stable, at the edge, or divergent (see `sweep` event). */
  | { type: "sweep"; runId: number; experiment: Experiment; dataUrl: string };
