/** The run that is on screen, as it is stored for the case that the page is reloaded. */
import type { Experiment } from "../../model/experiment.ts";
import type { Annotations } from "../../protocol/annotations.ts";
import type { BackendChoice, BackendReport } from "../../protocol/backend.ts";
import type { SentCheckpoint } from "../../protocol/sentCheckpoint.ts";
import type { History } from "../history.ts";
import type { RunContents } from "../runs/keptRun.ts";

/** All of it but its rows, which are stored as they come. */
export interface OpenRunHead {
  version: 1;
  /** Which tab shows it. */
  tab: string;
  /** Under which name its rows are stored. */
  run: string;
  /** Milliseconds since 1970; the oldest make room. */
  savedAt: number;
  rows: number;
  experiment: Experiment;
  presetId: string | null;
  backendChoice: BackendChoice;
  backend: Pick<BackendReport, "name" | "precision" | "reason">;
  until: number | null;
  isRunning: boolean;
  annotations: Annotations;
  divergedAt: number | null;
  checkpoint: SentCheckpoint | null;
}

/** Consecutive rows, packed; columns count from the first row of the run. */
export interface OpenRunRows {
  tab: string;
  run: string;
  first: number;
  columns: RunContents["columns"];
}

/** What the player goes on with. */
export interface OpenRun extends Pick<
  OpenRunHead,
  "experiment" | "presetId" | "backendChoice" | "backend" | "until" | "isRunning"
> {
  history: History;
}
