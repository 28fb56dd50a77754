/** A step is said to be on its way once it has taken so long, and then as often as this, in ms. */
const LONG = 1000;
const AGAIN = 250;

export interface PassesDone {
  done: number;
  /** As many as the step before had; null where there was none. */
  total: number | null;
}

/** How far a long step is, by its passes. */
export class PassProgress {
  #passes = 0;
  #before: number | null = null;
  #nextWord = Infinity;

  /** A step begins. */
  begin(now: number): void {
    this.#passes = 0;
    this.#nextWord = now + LONG;
  }

  /** A pass begins: what was done before it, when that is worth a word. */
  pass(now: number): PassesDone | null {
    const done = this.#passes++;
    if (now < this.#nextWord) return null;
    this.#nextWord = now + AGAIN;
    // Steps at the edge have more passes than those before it.
    const total = this.#before === null ? null : Math.max(this.#before, done + 1);
    return { done, total };
  }

  /** The step is done. */
  end(): void {
    this.#before = this.#passes;
    this.#nextWord = Infinity;
  }
}
