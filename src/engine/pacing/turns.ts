/** Time, and giving way to messages; tests bring their own. */
export interface Clock {
  /** Milliseconds from any fixed moment. */
  now: () => number;
  /** Let messages in, then go on, after at least `ms`. */
  sleep: (ms: number) => Promise<void>;
}

/** What is to happen between two passes over a network. */
export interface Pace {
  /** @throws an error that ends the computation here. */
  betweenPasses(): Promise<void>;
}

/** What is being computed is wanted no longer: another run has begun. */
export class AbandonedError extends Error {
  override name = "AbandonedError";
}

/**
 * Work between two turns, in ms. A command waits this long and for the one pass under way; a turn
 * costs some tens of µs, so fast networks take many steps before they pay for one.
 */
const STRETCH = 8;

/** Takes turns between a long computation and the messages that arrive meanwhile. */
export class Turns implements Pace {
  readonly #clock: Clock;
  readonly #isAbandoned: () => boolean;
  #last: number;
  /** Hears of every pass that is to begin; of one computation at a time. */
  onPass: () => void = () => undefined;

  /** @param isAbandoned whether the computation is wanted no longer. */
  constructor(clock: Clock, isAbandoned: () => boolean) {
    this.#clock = clock;
    this.#isAbandoned = isAbandoned;
    this.#last = clock.now();
  }

  now(): number {
    return this.#clock.now();
  }

  /** Let messages in for at least `ms`. */
  async give(ms: number): Promise<void> {
    await this.#clock.sleep(ms);
    this.#last = this.#clock.now();
  }

  /** Let messages in when they have waited long enough. */
  async giveIfDue(): Promise<void> {
    if (this.#clock.now() - this.#last >= STRETCH) await this.give(0);
  }

  /** @throws AbandonedError when there is no use in going on. */
  assertWanted(): void {
    if (this.#isAbandoned()) throw new AbandonedError("another run has begun");
  }

  async betweenPasses(): Promise<void> {
    this.onPass();
    await this.giveIfDue();
    this.assertWanted();
  }
}
