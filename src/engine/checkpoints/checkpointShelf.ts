/** Checkpoints of the latest runs: of the current one, and of the one that undo brings back. */
import type { BackendName } from "../../protocol/backend.ts";
import type { Checkpoints } from "./checkpoints.ts";

const RUNS = 2;

interface Shelved {
  runId: number;
  /** Another one gives other bits. */
  backend: BackendName;
  checkpoints: Checkpoints;
}

export class CheckpointShelf {
  #runs: Shelved[] = [];

  put(runId: number, backend: BackendName, checkpoints: Checkpoints): void {
    this.#runs = [...this.#runs, { runId, backend, checkpoints }].slice(-RUNS);
  }

  /** Null when that run is forgotten, or went on another backend. */
  find(runId: number, backend: BackendName): Checkpoints | null {
    const found = this.#runs.find((run) => run.runId === runId && run.backend === backend);
    return found?.checkpoints ?? null;
  }
}
