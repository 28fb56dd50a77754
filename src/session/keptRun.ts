/** Runs that were replaced on the page, as they were. */
import type { History } from "./history.ts";
import type { SessionState, UndoKind } from "./store.ts";

export interface KeptRun {
  history: History;
  state: Pick<
    SessionState,
    | "experiment"
    | "presetId"
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
  drawn: KeptRun;
  kept: KeptRun | null;
  undo: UndoKind | null;
}

export function keptRunOf(history: History, session: SessionState): KeptRun {
  const { experiment, presetId, backendChoice, backend, parameters, until, ghost, status } =
    session;
  return {
    history,
    state: { experiment, presetId, backendChoice, backend, parameters, until, ghost, status },
  };
}
