/** Kept and compared runs: what of them the page needs from the start. The rest is loaded with the first. */
import { createStore, type StoreApi } from "zustand";
import type { GhostRun } from "../../charts/ghosts/ghostRun.ts";
import type { LeftRun } from "../../session/branch.ts";
import type { Player } from "../../session/player.ts";
import { snapshotOf, type Origin, type RunToKeep } from "../../session/runs/keptRun.ts";
import { loadPart } from "../../offline/loadPart.ts";
import { notLoaded } from "../controls/missingParts.ts";
import type { Address } from "./address.ts";
import { followLeftRuns, type DrawnRun } from "./leftRuns.ts";
import type { RunKeeping } from "./runKeeping.ts";
import type { ViewStore } from "./viewStore.ts";

/** A run on screen, held as it is now, that has no name yet. */
export type UnnamedRun = Omit<RunToKeep, "name">;

export type ComparedStore = StoreApi<{ runs: readonly GhostRun[] }>;

const NOT_LOADED =
  "This run could not be kept: a part of the page did not load. It is still on screen and can be saved as a file.";

export type Runs = ReturnType<typeof createRuns>;

export function createRuns(player: Player, viewStore: ViewStore, address: Pick<Address, "push">) {
  const compared: ComparedStore = createStore(() => ({ runs: [] }));
  let keeping: Promise<RunKeeping> | null = null;

  /** Fails with a sentence when the connection is gone or the page was replaced by a newer one. */
  async function load(): Promise<RunKeeping> {
    keeping ??= loadPart(() => import("./runKeeping.ts")).then(({ createRunKeeping }) =>
      createRunKeeping({ player, viewStore, address, compared }),
    );
    try {
      return await keeping;
    } catch {
      keeping = null;
      throw new Error(notLoaded("What keeps runs"));
    }
  }

  /** The run on screen, or the one that was; null before anything has run. */
  function capture(origin: Origin, left?: LeftRun | DrawnRun): UnnamedRun | null {
    const run = { ...player.store.getState(), history: player.history(), ...left };
    const { backend, experiment, presetId, history } = run;
    const isRecording = left === undefined && run.showsRecording;
    if (backend === null || history.length < 2 || isRecording) return null;
    return {
      snapshot: snapshotOf(history),
      experiment,
      presetId,
      backend: { name: backend.name, precision: backend.precision },
      origin,
    };
  }

  async function give(run: UnnamedRun | null, to: "keepByItself" | "keepLeft"): Promise<void> {
    if (run === null) return;
    try {
      const ready = await load();
      await ready[to](run);
    } catch {
      viewStore.setState(({ notices }) =>
        notices.includes(NOT_LOADED) ? {} : { notices: [...notices, NOT_LOADED] },
      );
    }
  }

  /** A run that is drawn again, by undo, is no ghost of itself. */
  function hideDrawn(): void {
    const drawn = player.history();
    const others = compared.getState().runs.filter(({ history }) => history !== drawn);
    if (others.length < compared.getState().runs.length) compared.setState({ runs: others });
  }

  return {
    /** The runs drawn behind the one on screen. */
    compared,
    load,
    capture,
    /** Keep every run that ends, or is left before. @returns a function that stops. */
    follow: (): (() => void) => {
      const stopEnds = player.store.subscribe((now, before) => {
        if (now.drawnRun !== before.drawnRun) hideDrawn();
        if (now.status === before.status) return;
        // Its code is there in case the page is left now.
        if (now.status === "paused") load().catch(() => undefined);
        if (now.status === "finished" || now.status === "diverged") {
          void give(capture(now.status), "keepByItself");
        }
      });
      const stopLeft = followLeftRuns(player, (run) => {
        void give(capture("left", run), "keepByItself");
      });
      return () => {
        stopEnds();
        stopLeft();
      };
    },
    /** For `PlayerOptions.onBranch`: the run that was left is kept, and stays as a ghost. */
    keepLeft: (left: LeftRun): void => {
      void give(capture("branch", left), "keepLeft");
    },
  };
}
