/**
 * How far a step may be behind its time and still be caught up, in ms: what timers are late by.
 * Time lost beyond that is lost, or slow steps would be followed by a burst of fast ones.
 */
const CATCH_UP = 50;

/** When the next step is due at so many steps per second. */
export class SpeedLimit {
  #stepsPerSecond: number | null;
  #due: number;

  /** @param stepsPerSecond null = no limit. */
  constructor(stepsPerSecond: number | null, now: number) {
    this.#stepsPerSecond = stepsPerSecond;
    this.#due = now;
  }

  /** From now on; the next step is due at once. */
  change(stepsPerSecond: number | null, now: number): void {
    this.#stepsPerSecond = stepsPerSecond;
    this.#due = now;
  }

  get isOn(): boolean {
    return this.#stepsPerSecond !== null;
  }

  /** Milliseconds until the next step may begin; 0 when it may. */
  wait(now: number): number {
    return this.#stepsPerSecond === null ? 0 : Math.max(0, this.#due - now);
  }

  /** A step begins. */
  begin(now: number): void {
    if (this.#stepsPerSecond === null) return;
    this.#due = Math.max(this.#due, now - CATCH_UP) + 1000 / this.#stepsPerSecond;
  }
}
