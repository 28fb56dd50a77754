import type { LearningRateChange } from "../model/experiment.ts";

/** Changes of η that are still to come: the experiment's own, and what the viewer wishes. */
export class LearningRateSchedule {
  readonly #changes: Map<number, number>;
  #wish: number | null = null;

  constructor(changes: readonly LearningRateChange[]) {
    this.#changes = new Map(changes.map(({ step, learningRate }) => [step, learningRate]));
  }

  /** Have `learningRate` from the next step asked for on; it goes before a planned change there. */
  wish(learningRate: number): void {
    this.#wish = learningRate;
  }

  /** The η that begins at this step, each time once; null when it stays. */
  take(step: number): number | null {
    const learningRate = this.#wish ?? this.#changes.get(step) ?? null;
    this.#wish = null;
    this.#changes.delete(step);
    return learningRate;
  }

  /** Steps from `step` to the next planned change, at least 1; Infinity when there is none. */
  stepsToNext(step: number): number {
    return Math.min(...[...this.#changes.keys()].filter((at) => at > step)) - step;
  }
}
