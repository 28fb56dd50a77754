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
  /** Where it was computed: playing on computes it there again. Null where that is not known. */
  backend: Pick<BackendReport, "name" | "precision"> | null;
  file?: FileOrigin;
}

/** The file a run was read from. */
export interface FileOrigin {
  name: string;
  /** Another program computed it: its experiment is a stand-in, and nothing can be computed of it here. */
  isForeign: boolean;
}

/** Why a run of another program stays as it is. */
export const NOT_CONTINUED =
  "This run was computed elsewhere and cannot be continued here. Choose a preset to train.";

function statusOf({ history, file }: RecordedRun, until: number | null): SessionState["status"] {
  if (file?.isForeign === true) return "foreign";
  if (history.divergedAt !== null) return "diverged";
  return until !== null && history.length > until ? "finished" : "paused";
}

/**
 * It rests where it was recorded: "diverged", "finished" at the experiment's last step, or "paused";
 * "foreign" when nothing can be computed of it here.
 */
export function recordedState(run: RecordedRun) {
  const { experiment, presetId, file = null, backend } = run;
  const until = targetOf(experiment);
  return {
    status: statusOf(run, until),
    experiment,
    presetId,
    file,
    backendChoice: backend?.name ?? "auto",
    backend: backend === null ? null : recordedOn(backend),
    parameters: null,
    until,
    ghost: null,
  } satisfies Partial<SessionState>;
}

function recordedOn({ name, precision }: NonNullable<RecordedRun["backend"]>): BackendReport {
  const reason = `Recorded on ${name}. Play computes it there again, from the start.`;
  return { name, precision, reason, calibration: null };
}
