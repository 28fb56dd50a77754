/**
 * Rows that an accelerator computes for a run, as long as nothing happens that needs the processor: a
 * step that may be the edge, a divergence, an eigenpair that has not converged, a re-synchronisation.
 * Such a step is left to the run, exactly as it would have come without an accelerator; nothing later
 * counts.
 */
import { norm } from "../math/vector.ts";
import type { OverlayStatistics, RunAccelerator, RunState, StepStatistics } from "./accelerator.ts";
import type { Precision } from "./tracks/context.ts";
import type { Iterate } from "./tracks/gradientDescent.ts";

/** After a step for the processor, so many more than the last time, … */
const PENALTY_GROWTH = 2;
const LARGEST_PENALTY = 64;
/** … unless the accelerator has since managed this many. */
const FORGIVEN_AFTER = 16;

/** What the run knows of the steps ahead. */
export interface StepsAhead {
  step: number;
  /** What is known at this step; null where the accelerator knows it. */
  state: RunState | null;
  learningRate: number;
  /** The most steps wanted, before anything else is known to happen. */
  limit: number;
  /** A loss above has diverged. */
  largestLoss: number;
  /** A step with this sharpness at either end may be the edge; Infinity when none is looked for. */
  edgeSharpness: number;
  /** Which of these steps in a row is the first that the processor must make; −1 if none. */
  firstDue: (steps: readonly StepStatistics[]) => number;
}

/** What another run goes on from. */
export interface ReplayedCheckpoint {
  /** Where the accelerator is; null while the processor has the run. */
  held: { state: RunState; latest: StepStatistics } | null;
  notBefore: number;
  penalty: number;
}

export const NOTHING_REPLAYED: ReplayedCheckpoint = { held: null, notBefore: 0, penalty: 1 };

/**
 * Which steps are left to the processor follows from step numbers and values alone, so a run gives the
 * same rows in whatever portions they are asked for.
 */
export class ReplayedSteps {
  readonly #accelerator: RunAccelerator | null;
  readonly #tolerances: Pick<Precision, "tolerance" | "iterateTolerance">;
  /** Of the step the accelerator is at; null while the processor has the run. */
  #latest: StepStatistics | null;
  /** The state of `latest`, while the accelerator has still to be told. */
  #unloaded: RunState | null;
  /** The first step that may be tried again. */
  #notBefore: number;
  #penalty: number;
  /** Steps of the next slice: few at first, since all after a step for the processor are for nothing. */
  #slice = 1;

  /**
   * @param accelerator null where every step is the processor's.
   * @param tolerances at centers of θ†, and at iterates.
   */
  constructor(
    accelerator: RunAccelerator | null,
    tolerances: Pick<Precision, "tolerance" | "iterateTolerance">,
    from: ReplayedCheckpoint,
  ) {
    this.#accelerator = accelerator;
    this.#tolerances = tolerances;
    this.#latest = from.held?.latest ?? null;
    this.#unloaded = from.held?.state ?? null;
    this.#notBefore = from.notBefore;
    this.#penalty = from.penalty;
  }

  /** Reads the accelerator's state, and leaves the run with it: no step comes otherwise for that. */
  async checkpoint(): Promise<ReplayedCheckpoint> {
    const latest = this.#latest;
    const state = await this.look();
    return {
      held: latest === null || state === null ? null : { state, latest },
      notBefore: this.#notBefore,
      penalty: this.#penalty,
    };
  }

  get isPossible(): boolean {
    return this.#accelerator !== null;
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
    const { step, state, learningRate, limit } = ahead;
    const accelerator = this.#accelerator;
    if (accelerator === null) return [];
    const sharpness = this.#latest?.eigenvalues[0] ?? state?.iterate.eigen.values[0] ?? NaN;
    if (step < this.#notBefore || sharpness >= ahead.edgeSharpness) return [];
    const unloaded = this.#latest === null ? state : this.#unloaded;
    if (unloaded !== null) {
      if (!accelerator.load(step, unloaded)) return [];
      this.#unloaded = null;
      this.#slice = 1;
    }
    const count = Math.min(limit, this.#slice);
    const found = await accelerator.advance(count, learningRate);
    const made = found.length - 1;
    const special = found.slice(1).findIndex((after) => !this.#isOrdinary(after, ahead));
    const due = ahead.firstDue(found.slice(0, made));
    const accepted = Math.min(special < 0 ? made : special, due < 0 ? made : due);
    if (accepted < made) accelerator.rewind(accepted);
    if (accepted < made || made === 0) this.#leaveToProcessor(step + accepted);
    this.#slice = Math.min(accelerator.sliceLength, 2 * this.#slice);
    if (accepted > 0) this.#latest = found[accepted]!;
    return found.slice(0, accepted);
  }

  /** The state at the step reached, which the accelerator keeps; null while the processor has the run. */
  async look(): Promise<RunState | null> {
    if (this.#latest === null) return null;
    return this.#unloaded ?? (await this.#accelerator!.read());
  }

  /** Give the run back to the processor: the state at the step reached, or null if it never left. */
  async handBack(): Promise<RunState | null> {
    const state = await this.look();
    this.#latest = null;
    this.#unloaded = null;
    return state;
  }

  dispose(): void {
    this.#accelerator?.dispose();
  }

  /** Whether the step that led here needs nothing of the processor. NaN is not ordinary. */
  #isOrdinary(after: StepStatistics, { largestLoss, edgeSharpness }: StepsAhead): boolean {
    const { loss, gradientNorm, eigenvalues, residuals, overlays } = after;
    const { first, others } = this.#tolerances.iterateTolerance;
    return (
      loss <= largestLoss &&
      Number.isFinite(gradientNorm) &&
      eigenvalues[0]! < edgeSharpness &&
      residuals.every((residual, i) => residual <= (i === 0 ? first : others)) &&
      (overlays === null || this.#areOrdinary(overlays))
    );
  }

  #areOrdinary({ center, residuals, flow, ...found }: OverlayStatistics): boolean {
    const { first, others } = this.#tolerances.tolerance;
    const values = [
      center.loss,
      center.alpha,
      center.beta,
      found.prediction.distance,
      found.cubic.distance,
      found.probe.loss,
      flow?.loss ?? 0,
    ];
    return (
      residuals.first <= first &&
      residuals.others <= others &&
      (flow === null || flow.residual <= first) &&
      values.every(Number.isFinite)
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
    overlays: null,
  };
}
