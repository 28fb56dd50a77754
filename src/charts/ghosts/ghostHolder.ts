/** Holds the compared runs for the figure and loads their drawing when there is one to draw. */
import type { History } from "../../session/history.ts";
import type { GhostRun, Ghosts } from "./ghostRun.ts";

export interface GhostHolder {
  /** Null while there is nothing to draw. */
  readonly ghosts: Ghosts | null;
  set(runs: readonly GhostRun[]): void;
  /** The run on screen, which is not compared with itself. */
  setShown(history: History): void;
  destroy(): void;
}

/** @param onChange called when other ghosts are to be drawn than before */
export function createGhostHolder(root: HTMLElement, onChange: () => void): GhostHolder {
  let ghosts: Ghosts | null = null;
  let all: readonly GhostRun[] = [];
  let shown: History | null = null;
  let drawn: readonly GhostRun[] = [];

  async function renew(): Promise<void> {
    const wanted = all.filter(({ history }) => history !== shown);
    if (wanted.length === drawn.length && wanted.every((run, i) => run === drawn[i])) return;
    drawn = wanted;
    const create = wanted.length === 0 ? null : (await import("./ghosts.ts")).createGhosts;
    if (drawn !== wanted) return;
    ghosts?.destroy();
    ghosts = create === null ? null : create(root, wanted);
    onChange();
  }

  return {
    get ghosts() {
      return ghosts;
    },
    set(runs) {
      all = runs;
      void renew();
    },
    setShown(history) {
      shown = history;
      void renew();
    },
    destroy() {
      drawn = [];
      ghosts?.destroy();
      ghosts = null;
    },
  };
}
