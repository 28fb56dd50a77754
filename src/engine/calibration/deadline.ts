import type { Pace, Turns } from "../pacing/turns.ts";

/** The time set aside for a measurement is over. */
export class OutOfTimeError extends Error {
  override name = "OutOfTimeError";
}

/** Takes turns like `turns`, and ends the computation once its time is over. */
export class Deadline implements Pace {
  readonly #turns: Turns;
  #at = Infinity;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** From now on there are `ms` left; before this is called, as many as are wanted. */
  start(ms: number): void {
    this.#at = this.now() + ms;
  }

  now(): number {
    return this.#turns.now();
  }

  /** Milliseconds left; negative when the time is over. */
  get left(): number {
    return this.#at - this.now();
  }

  /** @throws OutOfTimeError, and what `turns` throws. */
  async betweenPasses(): Promise<void> {
    await this.#turns.betweenPasses();
    if (this.left < 0) throw new OutOfTimeError("the time for this measurement is over");
  }
}
