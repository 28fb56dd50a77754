/**
 * The seam for backends that carry a run many steps at a time in their own memory. It computes and
 * stores; whether a step counts is decided by the run, from what it reports.
 */
import type { CenterNumbers, MeasuredCenter } from "./tracks/center.ts";
import type { Iterate } from "./tracks/gradientDescent.ts";
import type { Coordinates } from "./tracks/prediction.ts";
import type { EigenMemory } from "./warmStart.ts";

/** What is known of a step without reading its parameters back. */
export interface StepStatistics {
  loss: number;
  /** |∇L| */
  gradientNorm: number;
  /** As many as were asked for, decreasing. */
  eigenvalues: number[];
  /** |Hu − λu| / |λ₁| of each. */
  residuals: number[];
  /** Null while no overlay is carried along. */
  overlays: OverlayStatistics | null;
}

/** Of θ†, both predictions and gradient flow at one step. */
export interface OverlayStatistics {
  center: CenterNumbers;
  /** |u_t · u_{t−1}| */
  eigenvectorOverlap: number;
  /** Of λ₁ the largest at any center of the step; of λ₂ at the last. */
  residuals: { first: number; others: number };
  /** Of θ, v̂ and the cubic v̂ relative to θ†. */
  run: Coordinates;
  prediction: Coordinates;
  cubic: Coordinates;
  /** |v − v̂| of each prediction. */
  predictionError: number;
  cubicError: number;
  /** L(θ† + x̂u), ∇L·v̂ and ∇L·u. */
  probe: { loss: number; alongPrediction: number; alongU: number };
  /** Null when the experiment has none. */
  flow: { loss: number; sharpness: number; residual: number; distance: number } | null;
  /** ∇⁴L(u,u,u,u), at every tenth step from the overlays' start; null at others. */
  quartic: number | null;
}

/** Where the overlays are before a step is described. */
export interface OverlayState {
  center: Omit<MeasuredCenter, "history">;
  /** Where eigenvectors are known, one center a step, latest first: this one, and those before. */
  history: readonly EigenMemory[];
  predicted: Float64Array;
  cubic: Float64Array;
  flow: Iterate | null;
  eigenvectorOverlap: number;
  /** Steps since they started. */
  age: number;
}

/** Everything that goes from one step to the next. */
export interface RunState {
  iterate: Iterate;
  overlays: OverlayState | null;
}

export interface RunAccelerator {
  /** The most steps in one `advance`; fixed by the network, so that a slice takes tens of ms at most. */
  readonly sliceLength: number;
  /**
   * Take over at step t.
   * @returns false when it cannot go on from there.
   */
  load(step: number, state: RunState): boolean;
  /**
   * Go on by at most `count` steps of `learningRate`, however their statistics turn out. Fewer where
   * gradient flow needs another number of sub-steps; none where it needs too many.
   * @returns the statistics of the step it was at and of those reached.
   */
  advance(count: number, learningRate: number): Promise<StepStatistics[]>;
  /** Go back to where the last `advance` began and repeat its first `count` steps, bit for bit. */
  rewind(count: number): void;
  /** The state it is at. */
  read(): Promise<RunState>;
  dispose(): void;
}

export interface AccelerationPlan {
  /** Eigenpairs measured at every step. */
  eigenpairs: number;
  /** Rounds of the projection onto the stable set; null when no overlay will be carried along. */
  projectionRounds: number | null;
  /** A point of the network to try the accelerator at before it is trusted. */
  parameters: Float64Array;
}

/** An accelerator, or null where it cannot be trusted or used; and a sentence that says which. */
export interface Acceleration {
  accelerator: RunAccelerator | null;
  remark: string;
}
