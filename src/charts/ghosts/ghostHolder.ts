/** Holds the compared runs for the figure and loads their drawing when there is one to draw. */
import { untilLoaded, type UntilLoaded } from "../../offline/loadPart.ts";
import type { History } from "../../session/history.ts";
import type { GhostRun, Ghosts } from "./ghostRun.ts";
import type { createGhosts } from "./ghosts.ts";

export interface GhostHolder {
  /** Null while there is nothing to draw. */
  readonly ghosts: Ghosts | null;
  set(runs: readonly GhostRun[]): void;
  /** The run on screen, which is not compared with itself. */
  setShown(history: History): void;
  destroy(): void;
}

/** @param onChange called when other ghosts are to be drawn than before */
export function createGhostHolder(
  root: HTMLElement,
  onChange: () => void,
  load: () => Promise<{ createGhosts: typeof createGhosts }> = () => import("./ghosts.ts"),
): GhostHolder {
  let ghosts: Ghosts | null = null;
  let all: readonly GhostRun[] = [];
  let shown: History | null = null;
  let drawn: readonly GhostRun[] = [];
  let loading: UntilLoaded | null = null;

  function replace(next: Ghosts | null): void {
    ghosts?.destroy();
    ghosts = next;
    onChange();
  }

  function renew(): void {
    const wanted = all.filter(({ history }) => history !== shown);
    if (wanted.length === drawn.length && wanted.every((run, i) => run === drawn[i])) return;
    drawn = wanted;
    loading?.stop();
    if (wanted.length === 0) {
      replace(null);
      return;
    }
    loading = untilLoaded(load, (drawing) => {
      replace(drawing.createGhosts(root, wanted));
    });
  }

  return {
    get ghosts() {
      return ghosts;
    },
    set(runs) {
      all = runs;
      renew();
    },
    setShown(history) {
      shown = history;
      renew();
    },
    destroy() {
      drawn = [];
      loading?.stop();
      ghosts?.destroy();
      ghosts = null;
    },
  };
}
