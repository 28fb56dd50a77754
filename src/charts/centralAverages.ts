/** What the central flow is held against: loss and oscillation of the run, averaged over many steps. */
import type { History } from "../session/history.ts";
import { GrowingColumn } from "./growingColumn.ts";

/** Steps on either side of the mean: about a round at the edge in all. */
const HALF_WINDOW = 25;

/**
 * Fill `target` from step `from` on with means over up to `HALF_WINDOW` values on either side, as many as
 * both sides have: what lies beyond an undefined one does not count.
 */
function runningMean(valueAt: (step: number) => number, target: Float64Array, from: number): void {
  const isDefined = (step: number) =>
    step >= 0 && step < target.length && Number.isFinite(valueAt(step));
  for (let step = from; step < target.length; step++) {
    let sum = valueAt(step);
    let half = 0;
    while (half < HALF_WINDOW && isDefined(step - half - 1) && isDefined(step + half + 1)) {
      half++;
      sum += valueAt(step - half) + valueAt(step + half);
    }
    target[step] = sum / (2 * half + 1);
  }
}

export class CentralAverages {
  #loss = new GrowingColumn();
  #oscillation = new GrowingColumn();
  #spread = new GrowingColumn();
  #settled = 0;

  /** The run's loss where there is a central flow; NaN elsewhere. */
  get loss(): Float64Array {
    return this.#loss.values;
  }

  /** |Uᵀ(θ − w)|, root mean square. */
  get oscillation(): Float64Array {
    return this.#oscillation.values;
  }

  /** √tr Σ */
  get spread(): Float64Array {
    return this.#spread.values;
  }

  /** Entries before this one are final. */
  get settled(): number {
    return this.#settled;
  }

  /** Take in what the history has gained. */
  extend(history: History): void {
    const { length } = history;
    const from = this.#settled;
    this.#loss.grow(length);
    this.#oscillation.grow(length);
    this.#spread.grow(length);
    const loss = history.column("loss");
    const ofFlow = history.column("centralLossAverage");
    const x = history.column("centralX");
    const oscillation = this.#oscillation.values;
    runningMean((step) => (Number.isFinite(ofFlow[step]!) ? loss[step]! : NaN), this.loss, from);
    runningMean((step) => x[step]! ** 2, oscillation, from);
    const trace = history.column("centralTrace");
    for (let step = from; step < length; step++) {
      oscillation[step] = Math.sqrt(oscillation[step]!);
      this.spread[step] = Math.sqrt(trace[step]!);
    }
    // Later values reach as far back as one window.
    const isOver = !Number.isFinite(history.at("centralLossAverage", length - 1));
    this.#settled = Math.max(from, isOver ? length : length - HALF_WINDOW);
  }
}
