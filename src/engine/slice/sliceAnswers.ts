import type { Slice, SliceReach } from "../../protocol/slice.ts";
import type { Turns } from "../pacing/turns.ts";
import type { Run } from "../run.ts";

/** Work on a slice at a time, in ms: then the run has its turn. */
const STRETCH = 8;

/** Slices that the page has asked for, measured in pieces between the rows of a run. */
export class SliceAnswers {
  readonly #run: Run;
  readonly #turns: Turns;
  readonly #answer: (slice: Slice | null) => void;
  #wish: SliceReach | null = null;
  #work: AsyncGenerator<void, Slice, void> | null = null;

  /** @param answer is given every slice; null when there is no θ† at hand. */
  constructor(run: Run, turns: Turns, answer: (slice: Slice | null) => void) {
    this.#run = run;
    this.#turns = turns;
    this.#answer = answer;
  }

  get isDue(): boolean {
    return this.#wish !== null;
  }

  /** One answer for all that is asked until it is given. */
  ask(reach: SliceReach): void {
    this.#wish = reach;
  }

  /** Go on for some milliseconds, at least by one point; only between two rows. */
  async goOn(): Promise<void> {
    const until = this.#turns.now() + STRETCH;
    do {
      if (this.#wish === null) return;
      this.#work ??= await this.#run.slice(this.#wish);
      const next = await this.#work?.next();
      if (next === undefined || next.done === true) this.#finish(next?.value ?? null);
    } while (this.#turns.now() < until);
  }

  /** Answer what is left unanswered: there will be no slice. */
  refuse(): void {
    if (this.isDue) this.#finish(null);
  }

  #finish(slice: Slice | null): void {
    this.#wish = null;
    this.#work = null;
    this.#answer(slice);
  }
}
