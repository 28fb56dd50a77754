/** A figure and the page's run: what is drawn, and what is pointed at, follows it. */
import type { Figure } from "../../charts/figure.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { Page } from "../page/page.ts";
import type { LinkedWindow } from "./linkedWindow.ts";

/** Draw the run on screen with the runs behind it, from now on. @returns a function that stops */
export function followRun(page: Page, figure: Figure, linked: LinkedWindow): () => void {
  const { player, viewStore, runs, recordings } = page;
  const showRun = (experiment: Experiment) => {
    linked.keep(figure, () => {
      figure.setHistory(player.history(), experiment);
    });
  };
  const showGhosts = () => {
    const { underlay } = recordings.store.getState();
    const compared = runs.compared.getState().runs;
    figure.setGhosts(underlay === null ? compared : [underlay, ...compared]);
  };
  showRun(player.store.getState().experiment);
  showGhosts();
  const stops = [
    player.store.subscribe((now, before) => {
      if (now.drawnRun !== before.drawnRun) showRun(now.experiment);
      else if (now.version !== before.version) figure.markDirty();
    }),
    viewStore.subscribe((now, before) => {
      if (now.crosshair !== before.crosshair) figure.setCrosshair(now.crosshair);
      if (now.playhead !== before.playhead) figure.setPlayhead(now.playhead);
    }),
    runs.compared.subscribe(showGhosts),
    recordings.store.subscribe((now, before) => {
      if (now.underlay !== before.underlay) showGhosts();
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
