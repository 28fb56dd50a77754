import type { Slice, SliceReach } from "../../protocol/slice.ts";
import type { Turns } from "../pacing/turns.ts";
import type { Checkpoints } from "../checkpoints/checkpoints.ts";
import type { Run } from "../run.ts";
import { sliceOfPast } from "./sliceOfPast.ts";

/** Work on a slice at a time, in ms: then the run has its turn. */
const STRETCH = 8;

export interface SliceWish {
  reach: SliceReach;
  /** The row whose θ† it goes through; null for the last one. */
  step: number | null;
}

export interface SliceSources {
  run: Run;
  turns: Turns;
  /** Where rows gone by are gone over again from. */
  checkpoints: Checkpoints;
}

/** Slices that the page has asked for, measured in pieces between the rows of a run. */
export class SliceAnswers {
  readonly #sources: SliceSources;
  readonly #answer: (slice: Slice | null) => void;
  #wish: SliceWish | null = null;
  #work: AsyncGenerator<void, Slice | null, void> | null = null;

  /** @param answer is given every slice; null when there is no θ† at hand. */
  constructor(sources: SliceSources, answer: (slice: Slice | null) => void) {
    this.#sources = sources;
    this.#answer = answer;
  }

  get isDue(): boolean {
    return this.#wish !== null;
  }

  /** One answer for all that is asked until it is given. */
  ask(wish: SliceWish): void {
    this.#wish = wish;
  }

  /** Go on for some milliseconds, at least by one point; only between two rows. */
  async goOn(): Promise<void> {
    const { turns } = this.#sources;
    const until = turns.now() + STRETCH;
    do {
      if (this.#wish === null) return;
      this.#work ??= await this.#begin(this.#wish);
      const next = await this.#work?.next();
      if (next === undefined || next.done === true) this.#finish(next?.value ?? null);
    } while (turns.now() < until);
  }

  /** Answer what is left unanswered: there will be no slice. */
  refuse(): void {
    if (this.isDue) this.#finish(null);
  }

  async #begin({ reach, step }: SliceWish) {
    const { run, checkpoints } = this.#sources;
    return step === null ? run.slice(reach) : sliceOfPast(run, checkpoints, step, reach);
  }

  #finish(slice: Slice | null): void {
    this.#wish = null;
    this.#work = null;
    this.#answer(slice);
  }
}
