/** The checkpoints of one run: taken at fixed steps, kept in bounded memory. */
import type { Run } from "../run.ts";
import { bytesOf, type Checkpoint } from "./checkpoint.ts";
import { mostDispensable } from "./thinning.ts";

export interface CheckpointBudget {
  /** Of all vectors that are kept, as long as more than `fewest` are. */
  bytes: number;
  fewest: number;
  most: number;
  /** Of all vectors, as long as more than the first and the last are kept. */
  limit: number;
}

/**
 * A small network has 64 at once; of one with 100,000 parameters only a few fit, and of one with a
 * million two, of 70 vectors each.
 */
const CHECKPOINT_BUDGET: CheckpointBudget = {
  bytes: 2 ** 26,
  fewest: 4,
  most: 64,
  limit: 2 ** 28,
};

/** Samples × multiplications that a replay of one interval goes through at every pass, about. */
const WORK = 2 ** 20;
const LONGEST_INTERVAL = 32;
/** Reading back what an accelerator carries costs as much as some steps of it. */
const ACCELERATED_INTERVAL = 128;

/**
 * Steps from one checkpoint to the next: few where a step is expensive. A power of two.
 * @param work samples × multiplications of a forward pass.
 */
export function checkpointInterval(work: number, isAccelerated: boolean): number {
  if (isAccelerated) return ACCELERATED_INTERVAL;
  const steps = WORK / work;
  return 2 ** Math.floor(Math.log2(Math.max(1, Math.min(LONGEST_INTERVAL, steps))));
}

interface Kept {
  checkpoint: Checkpoint;
  bytes: number;
}

/** When one is taken depends on step numbers only, never on time or on what the page asks for. */
export class Checkpoints {
  readonly #interval: number;
  readonly #budget: CheckpointBudget;
  #kept: Kept[] = [];

  /** @param interval steps between two that are taken. */
  constructor(interval: number, budget = CHECKPOINT_BUDGET) {
    this.#interval = interval;
    this.#budget = budget;
  }

  /** Steps of those that are kept, increasing. */
  get steps(): number[] {
    return this.#kept.map(({ checkpoint }) => checkpoint.step);
  }

  get bytes(): number {
    return this.#kept.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The most rows to ask for at `step`, so that the next one is not missed. */
  rowsToNext(step: number): number {
    return this.#interval - (step % this.#interval);
  }

  /** Take one where one is due. To be called before every row, or every `rowsToNext` of them. */
  async takeFrom(run: Run): Promise<void> {
    const last = this.#kept.at(-1)?.checkpoint.step ?? -1;
    if (run.step % this.#interval === 0 && run.step > last) this.keep(await run.checkpoint());
  }

  /** @param checkpoint later than those before. */
  keep(checkpoint: Checkpoint): void {
    this.#kept.push({ checkpoint, bytes: bytesOf(checkpoint) });
    while (this.#isOverBudget()) this.#kept.splice(mostDispensable(this.steps), 1);
  }

  /** The last one from which row `step` can be reached; null when there is none. */
  before(step: number): Checkpoint | null {
    return this.#kept.findLast(({ checkpoint }) => checkpoint.step <= step)?.checkpoint ?? null;
  }

  /** Those from which row `step` can be reached, kept for another run. */
  upTo(step: number): Checkpoints {
    const shared = new Checkpoints(this.#interval, this.#budget);
    shared.#kept = this.#kept.filter(({ checkpoint }) => checkpoint.step <= step);
    return shared;
  }

  #isOverBudget(): boolean {
    const { fewest, most, bytes, limit } = this.#budget;
    const count = this.#kept.length;
    if (count <= 2) return false;
    return count > most || this.bytes > (count > fewest ? bytes : limit);
  }
}
