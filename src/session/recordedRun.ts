/** A run that was not computed now: how it is shown. */
import type { Experiment } from "../model/experiment.ts";
import type { BackendReport } from "../protocol/backend.ts";
import type { History } from "./history.ts";
import type { SessionState } from "./store.ts";
import { targetOf } from "./target.ts";

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

/** It rests where it was recorded: "diverged", "finished" at the experiment's last step, or "paused". */
export function recordedState({ history, experiment, presetId, backend }: RecordedRun) {
  const { name, precision } = backend;
  const until = targetOf(experiment);
  const isAtTarget = until !== null && history.length > until;
  const isOver = history.divergedAt !== null;
  const reason = `Recorded on ${name}. Play computes it there again, from the start.`;
  return {
    status: isOver ? "diverged" : isAtTarget ? "finished" : "paused",
    experiment,
    presetId,
    backendChoice: name,
    backend: { name, precision, reason, calibration: null },
    parameters: null,
    until,
    ghost: null,
  } satisfies Partial<SessionState>;
}
