import type { View } from "../../charts/view.ts";
import type { Player } from "../../session/player.ts";
import type { ViewStore } from "./viewStore.ts";

/**
 * A run that diverged is readable on log axes only: they are taken when it ends, and given back with
 * the next run, unless the viewer has chosen axes meanwhile.
 * @returns a function that stops.
 */
export function logWhenDiverged(
  { store, history }: Pick<Player, "store" | "history">,
  viewStore: ViewStore,
): () => void {
  let taken: { before: View["yScale"]; log: View["yScale"] } | null = null;

  function set(yScale: View["yScale"]): void {
    viewStore.setState(({ view }) => ({ view: { ...view, yScale } }));
  }

  function take(): void {
    const before = viewStore.getState().view.yScale;
    if (before.loss === "log" && before.sharpness === "log") return;
    const log: View["yScale"] = { ...before, loss: "log", sharpness: "log" };
    taken = { before, log };
    set(log);
  }

  function giveBack(): void {
    if (viewStore.getState().view.yScale === taken?.log) set(taken.before);
    taken = null;
  }

  return store.subscribe((now, before) => {
    const isAnother = now.drawnRun !== before.drawnRun;
    if (isAnother && history().divergedAt === null) giveBack();
    const hasDiverged = now.status === "diverged" && (isAnother || before.status !== "diverged");
    if (hasDiverged && taken === null) take();
  });
}
