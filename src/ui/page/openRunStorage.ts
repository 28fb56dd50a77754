/** The run on screen is stored as it goes, and found again after a reload. Loaded with the first run. */
import { openOpenRunDatabase } from "../../session/openRun/openRunDatabase.ts";
import { createOpenRunKeeper } from "../../session/openRun/openRunKeeper.ts";
import { readOpenRun } from "../../session/openRun/readOpenRun.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { Player } from "../../session/player.ts";
import { hashOf } from "../../session/runs/runIdentity.ts";
import type { Status } from "../../session/store.ts";

const TAB_KEY = "brink-tab";
const DATABASE = "brink-open-runs";

/** So much of a run is computed again after a reload, at most; ms. */
const INTERVAL = 2000;
/** A change of status is stored this soon; ms. */
const SOON = 100;
/** Larger checkpoints are stored less often, each megabyte costs the page some ms. */
const BYTES_PER_INTERVAL = 2 ** 24;

const openDatabase = () => openOpenRunDatabase(DATABASE);

/** Of this tab, also once it is reloaded; null where the browser keeps nothing. */
function tabName(): { tab: string; isKnown: boolean } | null {
  try {
    const known = sessionStorage.getItem(TAB_KEY);
    if (known !== null) return { tab: known, isKnown: true };
    const tab = crypto.randomUUID();
    sessionStorage.setItem(TAB_KEY, tab);
    return { tab, isKnown: false };
  } catch {
    return null;
  }
}

/** All of an experiment but what may change while it runs. */
const coreOf = (experiment: Experiment) => hashOf({ ...experiment, learningRateChanges: [] });

const WAYS_ON: Partial<Record<Status, string>> = {
  loading: "and goes on by itself",
  paused: "and Play goes on from there",
};

export interface Returning {
  /** Draw the run, when it is of this experiment; where it was running it goes on. @returns a sentence, or null. */
  goOn: (player: Player, experiment: Experiment) => string | null;
}

/** The run this tab showed before; null where there is none. */
export async function returningRun(): Promise<Returning | null> {
  const name = tabName();
  if (name?.isKnown !== true) return null;
  const database = await openDatabase();
  const run = await readOpenRun(database, name.tab).finally(() => {
    database.close();
  });
  if (run === null) return null;
  return {
    goOn: (player, experiment) => {
      if (coreOf(run.experiment) !== coreOf(experiment)) return null;
      player.reopen(run, document.visibilityState === "visible");
      const wayOn = WAYS_ON[player.store.getState().status] ?? "as it ended";
      return `The page was opened anew: this tab’s run is back at step ${run.history.length - 1}, ${wayOn}. Reset begins it again.`;
    },
  };
}

/**
 * Store the run of this player from here on. A storage that is full or forbidden costs no run.
 * @param onFault hears why, a sentence.
 * @returns a function that stops.
 */
export function keepStoring(player: Player, onFault: (sentence: string) => void): () => void {
  const name = tabName();
  if (name === null) return () => undefined;
  const keeper = createOpenRunKeeper({
    tab: name.tab,
    visit: crypto.randomUUID(),
    open: openDatabase,
    now: () => Date.now(),
  });
  let isBusy = false;
  let nextAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function store(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const state = player.store.getState();
    const history = player.history();
    const isOurs = !player.isWaiting() && !state.showsRecording && state.status !== "foreign";
    if (isBusy || !isOurs || history.length < 2) return;
    isBusy = true;
    try {
      await keeper.keep(history, state);
    } catch (error) {
      onFault(error instanceof Error ? error.message : "The run could not be stored.");
    }
    isBusy = false;
    const share = (history.checkpoint?.bytes ?? 0) / BYTES_PER_INTERVAL;
    nextAt = performance.now() + INTERVAL * Math.max(1, share);
    if (player.store.getState().version !== state.version) storeAt(nextAt);
  }

  function storeAt(time: number): void {
    timer ??= setTimeout(() => void store(), Math.max(SOON, time - performance.now()));
  }

  const stop = player.store.subscribe((now, before) => {
    if (now.status !== before.status && now.status !== "running") {
      clearTimeout(timer);
      timer = undefined;
      storeAt(0);
    } else if (now.version !== before.version || now.experiment !== before.experiment) {
      storeAt(nextAt);
    }
  });
  // A page that is closed or frozen now may still write.
  const onHide = () => {
    if (document.visibilityState === "hidden") void store();
  };
  document.addEventListener("visibilitychange", onHide);
  addEventListener("pagehide", onHide);
  storeAt(0);
  return () => {
    clearTimeout(timer);
    stop();
    document.removeEventListener("visibilitychange", onHide);
    removeEventListener("pagehide", onHide);
  };
}
