/** Worker → page. Past tense, one union; the page drops events of a run that is not current. */
import type { Annotations } from "./annotations.ts";
import type { BackendReport } from "./backend.ts";
import type { ColumnBatch } from "./columns.ts";
import type { FailureCause } from "./failure.ts";
import type { Forecast } from "./forecast.ts";
import type { Loading } from "./loading.ts";
import type { SentCheckpoint } from "./sentCheckpoint.ts";
import type { Slice } from "./slice.ts";
import type { Sweep } from "./sweep.ts";

/** Of the experiment's network. */
export interface ParameterCount {
  all: number;
  /** Dimension of the space in which they move: less where the first layer could be reduced. */
  moving: number;
}

export type EngineEvent =
  /** Before `ready` or `swept`, and within a step that takes long, whenever something real was completed. */
  | ({ type: "loading"; runId: number } & Loading)
  /** Before `ready`, when steps were tried. One that diverges holds the run back until `play`. */
  | { type: "forecast"; runId: number; forecast: Forecast }
  | {
      type: "ready";
      runId: number;
      backend: BackendReport;
      parameters: ParameterCount;
      samples: number;
    }
  | {
      type: "progress";
      runId: number;
      batch: ColumnBatch;
      annotations: Annotations;
      /** Measured over the last second of running. */
      stepsPerSecond: number;
    }
  /** Running stopped at a posted row and can go on. `reason` says what stopped it. */
  | { type: "paused"; runId: number; step: number; reason: "command" | "target" }
  | { type: "diverged"; runId: number; step: number }
  /** Where the run can be taken up again; at most one in two seconds while it runs, and at each pause. */
  | { type: "checkpoint"; runId: number; checkpoint: SentCheckpoint }
  /** The run cannot go on here; `message` is a sentence for the viewer. */
  | { type: "failed"; runId: number; cause: FailureCause; message: string }
  /** Null when there is no θ† to take it through. */
  | { type: "sliced"; runId: number; slice: Slice | null }
  | { type: "swept"; runId: number; sweep: Sweep };
