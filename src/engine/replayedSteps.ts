/**
 * Rows that an accelerator computes for a run, as long as nothing happens that needs the processor: a
 * step that may be the edge, a divergence, an eigenpair that has not converged. Such a step is left to
 * the run, exactly as it would have come without an accelerator; nothing later counts.
 */
import { norm } from "../math/vector.ts";
import type { DescentAccelerator, StepStatistics } from "./accelerator.ts";
import type { EigenTolerance } from "./sharpness.ts";
import type { Iterate } from "./tracks/gradientDescent.ts";

/** After a step for the processor, so many more than the last time, … */
const PENALTY_GROWTH = 2;
const LARGEST_PENALTY = 64;
/** … unless the accelerator has since managed this many. */
const FORGIVEN_AFTER = 16;

/** What the run knows of the steps ahead. */
export interface StepsAhead {
  /** t, and the iterate there; looked at only when the accelerator is not already there. */
  step: number;
  iterate: Iterate;
  learningRate: number;
  /** The most steps wanted, before anything else is known to happen. */
  limit: number;
  /** A loss above has diverged. */
  largestLoss: number;
  /** A step with this sharpness at either end may be the edge; Infinity when none is looked for. */
  edgeSharpness: number;
}

/**
 * Which steps are left to the processor follows from step numbers and values alone, so a run gives the
 * same rows in whatever portions they are asked for.
 */
export class ReplayedSteps {
  readonly #accelerator: DescentAccelerator;
  readonly #tolerance: EigenTolerance;
  /** Of the step the accelerator is at; null while the processor has the run. */
  #latest: StepStatistics | null = null;
  /** The first step that may be tried again. */
  #notBefore = 0;
  #penalty = 1;

  constructor(accelerator: DescentAccelerator, tolerance: EigenTolerance) {
    this.#accelerator = accelerator;
    this.#tolerance = tolerance;
  }

  /** The step the accelerator is at, when it has the run. */
  get latest(): StepStatistics | null {
    return this.#latest;
  }

  /**
   * Move on from step t by some steps, perhaps none.
   * @returns the statistics of the steps left behind: t, t + 1, …
   */
  async advance(ahead: StepsAhead): Promise<StepStatistics[]> {
    const { step, iterate, learningRate, limit } = ahead;
    const current = this.#latest ?? statisticsOf(iterate);
    if (step < this.#notBefore || current.eigenvalues[0]! >= ahead.edgeSharpness) return [];
    if (this.#latest === null && !this.#accelerator.load(step, iterate)) return [];
    const count = Math.min(limit, this.#accelerator.sliceLength);
    const reached = await this.#accelerator.advance(count, learningRate);
    const special = reached.findIndex((after) => !this.#isOrdinary(after, ahead));
    const accepted = special < 0 ? reached : reached.slice(0, special);
    if (special >= 0) {
      this.#accelerator.rewind(special);
      this.#leaveToProcessor(step + special);
    }
    const left = [current, ...accepted].slice(0, accepted.length);
    this.#latest = accepted.at(-1) ?? this.#latest;
    return left;
  }

  /** Give the run back to the processor: the iterate at the step reached, or null if it never left. */
  async handBack(): Promise<Iterate | null> {
    if (this.#latest === null) return null;
    const iterate = await this.#accelerator.read();
    this.#latest = null;
    return iterate;
  }

  dispose(): void {
    this.#accelerator.dispose();
  }

  /** Whether the step that led here needs nothing of the processor. */
  #isOrdinary(after: StepStatistics, { largestLoss, edgeSharpness }: StepsAhead): boolean {
    const { loss, gradientNorm, eigenvalues, residuals } = after;
    const { first, others } = this.#tolerance;
    return (
      loss <= largestLoss &&
      Number.isFinite(gradientNorm) &&
      eigenvalues[0]! < edgeSharpness &&
      // Written so that NaN is not ordinary.
      residuals.every((residual, i) => residual <= (i === 0 ? first : others))
    );
  }

  #leaveToProcessor(step: number): void {
    const isForgiven = step >= this.#notBefore + FORGIVEN_AFTER;
    this.#penalty = isForgiven ? 1 : Math.min(LARGEST_PENALTY, PENALTY_GROWTH * this.#penalty);
    this.#notBefore = step + this.#penalty;
  }
}

/** What a row needs of an iterate. */
export function statisticsOf({ loss, gradient, eigen }: Iterate): StepStatistics {
  return {
    loss,
    gradientNorm: norm(gradient),
    eigenvalues: eigen.values,
    residuals: eigen.residuals,
  };
}
