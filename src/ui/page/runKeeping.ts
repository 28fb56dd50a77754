/** What is done with kept runs: keep, compare, open, rename. Loaded with the first of them. */
import { GHOST_SLOTS, freeSlot } from "../../charts/ghosts/ghostDash.ts";
import type { GhostRun } from "../../charts/ghosts/ghostRun.ts";
import { findPreset } from "../../presets/knownPresets.ts";
import type { History } from "../../session/history.ts";
import type { Player } from "../../session/player.ts";
import type { RunSummary } from "../../session/runs/keptRun.ts";
import { openRunDatabase } from "../../session/runs/runDatabase.ts";
import { runIdentity } from "../../session/runs/runIdentity.ts";
import {
  createRunShelf,
  isWorthKeeping,
  LONGEST_NAME,
  type DeletedRun,
  type RunShelf,
} from "../../session/runs/runShelf.ts";
import { runName } from "../runs/runWords.ts";
import type { Address } from "./address.ts";
import type { ComparedStore, UnnamedRun } from "./runs.ts";
import type { ViewStore } from "./viewStore.ts";

export interface RunKeepingOptions {
  player: Player;
  viewStore: ViewStore;
  address: Pick<Address, "push">;
  compared: ComparedStore;
  shelf?: RunShelf;
}

export type RunKeeping = ReturnType<typeof createRunKeeping>;

const DATABASE = "brink-runs";

const RENEWED =
  "The storage of kept runs in this browser was damaged and has been made anew; runs kept before are gone.";

const browserShelf = (say: (sentence: string) => void) =>
  createRunShelf({
    open: () =>
      openRunDatabase(DATABASE, () => {
        say(RENEWED);
      }),
    now: () => Date.now(),
  });

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "The run could not be kept.";
}

export function createRunKeeping(options: RunKeepingOptions) {
  const { player, viewStore, address, compared } = options;
  /** What of a history is on the shelf: what has not grown since need not be kept again. */
  const kept = new WeakMap<History, Pick<RunSummary, "id" | "origin" | "rows">>();
  /** One after the other: each must know what the one before it has stored of the same run. */
  let turn: Promise<void> = Promise.resolve();
  /** Said once a visit: a full disk would else be mentioned after every run. */
  const said = new Set<string>();

  function say(sentence: string): void {
    if (said.has(sentence)) return;
    said.add(sentence);
    viewStore.setState(({ notices }) => ({ notices: [...notices, sentence] }));
  }

  const shelf = options.shelf ?? browserShelf(say);

  const nameOf = ({ experiment, presetId }: UnnamedRun) =>
    runName(experiment, findPreset(presetId)?.title ?? null);

  async function keep(run: UnnamedRun): Promise<RunSummary> {
    const { history, rows } = run.snapshot;
    const summary = await shelf.keep({ ...run, name: nameOf(run) }, beginningOf(history));
    const { id, origin } = summary;
    kept.set(history, { id, origin, rows: Math.max(rows, kept.get(history)?.rows ?? 0) });
    return summary;
  }

  /** With η changed since, the same run has another id; a run that is compared is not taken away. */
  function beginningOf(history: History): string | undefined {
    const before = kept.get(history);
    const isCompared = compared.getState().runs.some(({ id }) => id === before?.id);
    return before?.origin === "left" && !isCompared ? before.id : undefined;
  }

  function isKept({ origin, snapshot: { history, rows } }: UnnamedRun): boolean {
    const before = kept.get(history);
    if (before === undefined || before.rows < rows) return false;
    return before.origin !== "left" || origin === "left";
  }

  function keepByItself(run: UnnamedRun): Promise<void> {
    turn = turn.then(() => keepInTurn(run));
    return turn;
  }

  async function keepInTurn(run: UnnamedRun): Promise<void> {
    const { rows, divergedAt } = run.snapshot;
    if (!isWorthKeeping(rows, divergedAt) || isKept(run)) return;
    try {
      await keep(run);
    } catch (error) {
      say(messageOf(error));
    }
  }

  function hide(id: string): void {
    compared.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) }));
  }

  function add(run: Omit<GhostRun, "slot">, others: readonly GhostRun[]): void {
    const slot = freeSlot(others.map((other) => other.slot));
    compared.setState({ runs: [...others, { ...run, slot }] });
  }

  const othersThan = (id: string) => compared.getState().runs.filter((run) => run.id !== id);

  return {
    shelf,
    /** Keep a run that has ended or was left; where that fails, a notice says why. */
    keepByItself,
    /** Keep the run on screen. Fails with a sentence. */
    keep,
    /** Keep the run that a branch has left, and compare it; the oldest ghost makes room. */
    keepLeft: async (run: UnnamedRun): Promise<void> => {
      const id = runIdentity(run);
      const others = othersThan(id).slice(-(GHOST_SLOTS - 1));
      const { history } = run.snapshot;
      // Storing began later than the branch: by now it may have been taken back.
      if (history !== player.history()) {
        add({ id, name: nameOf(run), history, experiment: run.experiment }, others);
      }
      await keepByItself(run);
    },
    /** Compare a kept run with the one on screen. @returns why not, or null. */
    compare: async (id: string): Promise<string | null> => {
      const others = othersThan(id);
      if (others.length >= GHOST_SLOTS) {
        return `${GHOST_SLOTS} runs are shown beside this one already. Take one away first.`;
      }
      const { name, history, experiment } = await shelf.read(id);
      add({ id, name, history, experiment }, othersThan(id));
      return null;
    },
    hide,
    /** Show a kept run in place of the one on screen, which can be brought back. */
    open: async (id: string): Promise<void> => {
      const run = await shelf.read(id);
      // Played on, it is another run: the kept one stays.
      kept.set(run.history, { id, origin: "asked", rows: run.history.length });
      hide(id);
      viewStore.setState({ notices: [], crosshair: null });
      player.show(run);
      void address.push();
    },
    /** @returns why the name cannot be used, or null. */
    rename: async (id: string, wanted: string): Promise<string | null> => {
      const name = wanted.trim();
      if (name === "") return "Use at least one letter.";
      if (name.length > LONGEST_NAME) return `Use at most ${LONGEST_NAME} letters.`;
      try {
        await shelf.rename(id, name);
      } catch (error) {
        return messageOf(error);
      }
      compared.setState(({ runs }) => ({
        runs: runs.map((run) => (run.id === id ? { ...run, name } : run)),
      }));
      return null;
    },
    delete: async (id: string): Promise<DeletedRun> => {
      const deleted = await shelf.delete(id);
      hide(id);
      return deleted;
    },
  };
}
