import type { Experiment } from "../model/experiment.ts";
import type { BackendReport } from "../protocol/backend.ts";
import type { History } from "./history.ts";

/** A run that was not computed now: kept earlier, or read from a file. */
export interface RecordedRun {
  /** At least one row; the player appends to it when it is played on. */
  history: History;
  /** As run, changes of η included. */
  experiment: Experiment;
  presetId: string | null;
  /** Where it was computed: playing on computes it there again. */
  backend: Pick<BackendReport, "name" | "precision">;
}
