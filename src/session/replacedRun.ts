/** Runs that were replaced on the page, as they were. */
import type { History } from "./history.ts";
import type { SessionState, Status, UndoKind } from "./store.ts";

export interface ReplacedRun {
  history: History;
  /** The engine's number of it. */
  runId: number;
  state: Pick<
    SessionState,
    | "experiment"
    | "presetId"
    | "file"
    | "backendChoice"
    | "backend"
    | "parameters"
    | "until"
    | "ghost"
    | "status"
  >;
}

/** What was drawn, and could be brought back, when a run was loaded that has no rows yet. */
export interface Interrupted {
  drawn: ReplacedRun;
  kept: ReplacedRun | null;
  undo: UndoKind | null;
}

/** What a run may be that nothing computes; any other is paused once it is brought back. */
const RESTS: ReadonlySet<Status> = new Set(["ready", "finished", "diverged", "foreign"]);

/** The run that is drawn, as it will be when it is brought back. */
export function replacedRunOf(history: History, runId: number, session: SessionState): ReplacedRun {
  const { experiment, presetId, file, backendChoice, backend, parameters } = session;
  const { until, ghost } = session;
  const status = RESTS.has(session.status) ? session.status : "paused";
  return {
    history,
    runId,
    state: {
      experiment,
      presetId,
      file,
      backendChoice,
      backend,
      parameters,
      until,
      ghost,
      status,
    },
  };
}
