/**
 * The seam for backends that carry gradient descent many steps at a time in their own memory. It
 * computes and stores; whether a step counts is decided by the run, from what it reports.
 */
import type { Iterate } from "./tracks/gradientDescent.ts";

/** What is known of a step without reading its parameters back. */
export interface StepStatistics {
  loss: number;
  /** |∇L| */
  gradientNorm: number;
  /** As many as were asked for, decreasing. */
  eigenvalues: number[];
  /** |Hu − λu| / |λ₁| of each. */
  residuals: number[];
}

export interface DescentAccelerator {
  /** The most steps of one `advance`; fixed by the network, so that a slice takes tens of ms at most. */
  readonly sliceLength: number;
  /**
   * Take over at step t.
   * @returns false when the iterate has not what it takes to go on from.
   */
  load(step: number, iterate: Iterate): boolean;
  /**
   * Go on by `count` steps of `learningRate`, however their statistics turn out.
   * @returns the statistics of the steps reached.
   */
  advance(count: number, learningRate: number): Promise<StepStatistics[]>;
  /** Go back to where the last `advance` began and repeat its first `count` steps, bit for bit. */
  rewind(count: number): void;
  /** The iterate it is at. */
  read(): Promise<Iterate>;
  dispose(): void;
}

export interface AccelerationPlan {
  /** Eigenpairs measured at every step. */
  eigenpairs: number;
  /** A point of the network to try the accelerator at before it is trusted. */
  parameters: Float64Array;
}

/** An accelerator, or null where it cannot be trusted or used; and a sentence that says which. */
export interface Acceleration {
  accelerator: DescentAccelerator | null;
  remark: string;
}
