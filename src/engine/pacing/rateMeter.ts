/** A rate is that of the stretch under way and the one before, each this long, in ms. */
const STRETCH = 500;

/** Steps per second over the last second or so; of slower steps, over the last two. */
export class RateMeter {
  #before: { since: number; steps: number } | null = null;
  #since: number;
  #steps = 0;

  constructor(now: number) {
    this.#since = now;
  }

  /** Forget what was counted. */
  restart(now: number): void {
    this.#before = null;
    this.#since = now;
    this.#steps = 0;
  }

  /** A step is done. */
  count(now: number): void {
    this.#steps++;
    if (now - this.#since < STRETCH) return;
    this.#before = { since: this.#since, steps: this.#steps };
    this.#since = now;
    this.#steps = 0;
  }

  /** Steps per second; 0 before anything can be said. */
  rate(now: number): number {
    const { since, steps } = this.#before ?? { since: this.#since, steps: 0 };
    return now > since ? (1000 * (steps + this.#steps)) / (now - since) : 0;
  }
}
