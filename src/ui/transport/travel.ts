/** Stepping through a run: back over what is there, forward to its head, and on from there. */
import type { Page } from "../page/page.ts";

/** Some steps back from the step shown; a running run pauses. */
export function stepBack({ player, viewStore, setPlayhead }: Page, count: number): void {
  player.pause();
  const head = player.history().length - 1;
  const shown = Math.min(viewStore.getState().playhead ?? head, head);
  if (head > 0) setPlayhead(shown - count);
}

/** Some steps forward: up to the head where the viewer has gone back, else new ones. */
export function stepForward({ player, viewStore, setPlayhead }: Page, count: number): void {
  const { playhead } = viewStore.getState();
  if (playhead === null) player.step(count);
  else setPlayhead(playhead + count);
}
