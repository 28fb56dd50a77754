/** Runs that are left before their end: where they come to rest, and when something takes their place. */
import type { History } from "../../session/history.ts";
import type { Player } from "../../session/player.ts";
import type { SessionState, Status } from "../../session/store.ts";

/** A run that is drawn, with what it is of. */
export interface DrawnRun extends Pick<SessionState, "experiment" | "presetId" | "backend"> {
  history: History;
}

/** A run that is stepped or paused and played goes on within this time; storing it would be for nothing. */
const REST_MS = 300;

const IS_OPEN: ReadonlySet<Status> = new Set(["running", "paused", "failed"]);

/**
 * Offer every run that has come to rest before its end, that makes way for another one, or that is
 * drawn when the page is hidden. A page that is closed has no time to store anything, which is why a
 * run is not kept only then. Runs that have not grown since they were put on screen are not offered:
 * they were recorded, or are the beginning of another run.
 * @returns a function that stops.
 */
export function followLeftRuns(player: Player, offer: (run: DrawnRun) => void): () => void {
  /** Rows that a history had when it was first drawn. */
  const rowsAtFirst = new WeakMap<History, number>();
  let drawn = player.history();
  let isWaiting = player.isWaiting();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function offerDrawn(state: SessionState): void {
    const { experiment, presetId, backend, status } = state;
    if (isWaiting || !IS_OPEN.has(status) || drawn.length <= rowsAtFirst.get(drawn)!) return;
    offer({ history: drawn, experiment, presetId, backend });
  }

  function meet({ status, showsRecording }: SessionState): void {
    isWaiting = player.isWaiting();
    drawn = player.history();
    if (rowsAtFirst.has(drawn)) return;
    const isNew = status === "running" && !showsRecording;
    rowsAtFirst.set(drawn, isNew ? 0 : drawn.length);
  }

  meet(player.store.getState());
  const stopSession = player.store.subscribe((now, before) => {
    const isAnother = player.history() !== drawn;
    // What a branch leaves is kept as such.
    const isBranch = isAnother && now.undo === "branch";
    if ((isAnother || player.isWaiting()) && !isBranch) offerDrawn(before);
    meet(now);
    clearTimeout(timer);
    if (now.status !== "running") timer = setTimeout(offerNow, REST_MS);
  });
  const offerNow = () => {
    offerDrawn(player.store.getState());
  };
  const onVisibility = () => {
    if (document.visibilityState === "hidden") offerNow();
  };
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    clearTimeout(timer);
    stopSession();
    document.removeEventListener("visibilitychange", onVisibility);
  };
}
