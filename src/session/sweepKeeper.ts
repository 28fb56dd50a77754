/** Measured ranges of η for every experiment of this visit, and the one that is being measured. */
import type { Experiment } from "../model/experiment.ts";
import type { Sweep } from "../protocol/sweep.ts";
import type { EngineWorker } from "./client.ts";
import type { SessionState, SessionStore } from "./store.ts";
import { measureSweep, sweepKey } from "./sweeps.ts";

export interface SweepKeeperOptions {
  createWorker: () => EngineWorker;
  dataUrl: string;
  store: SessionStore;
}

export function createSweepKeeper({ createWorker, dataUrl, store }: SweepKeeperOptions) {
  const sweeps = new Map<string, Sweep>();
  let measuring: { key: string; abort: AbortController } | null = null;

  function known(of: Experiment): SessionState["sweep"] {
    const key = sweepKey(of);
    const sweep = sweeps.get(key);
    if (sweep !== undefined) return { status: "measured", sweep };
    return measuring?.key === key
      ? { status: "measuring", done: 0, total: null }
      : { status: "unknown" };
  }

  function show(): void {
    store.setState({ sweep: known(store.getState().experiment) });
  }

  function cancel(): void {
    measuring?.abort.abort();
    measuring = null;
    show();
  }

  async function measure(): Promise<void> {
    measuring?.abort.abort();
    const { experiment } = store.getState();
    const mine = { key: sweepKey(experiment), abort: new AbortController() };
    measuring = mine;
    const isShown = () => measuring === mine && sweepKey(store.getState().experiment) === mine.key;
    show();
    try {
      const sweep = await measureSweep(createWorker, experiment, dataUrl, {
        signal: mine.abort.signal,
        onProgress: (done, total) => {
          if (isShown()) store.setState({ sweep: { status: "measuring", done, total } });
        },
      });
      if (sweep === null) return;
      sweeps.set(mine.key, sweep);
      if (measuring === mine) measuring = null;
      show();
    } catch (error) {
      const message = error instanceof Error ? error.message : "The sweep did not finish.";
      if (isShown()) store.setState({ sweep: { status: "failed", message } });
      if (measuring === mine) measuring = null;
    }
  }

  return {
    /** What is known of an experiment's ranges. */
    known,
    /** Measure the experiment at hand in a worker of its own; one sweep at a time. */
    measure,
    /** End the sweep that is being measured. */
    cancel,
    /** Make ranges known that were measured earlier. */
    learn: (experiment: Experiment, sweep: Sweep): void => {
      sweeps.set(sweepKey(experiment), sweep);
      show();
    },
  };
}
