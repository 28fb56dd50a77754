/**
 * The seam between what Brink computes and where it computes it: a training loss L(θ) with its
 * derivatives to third order. Tracks and the eigen-solver know only this; a backend implements it.
 */
import type { Acceleration, AccelerationPlan } from "../accelerator.ts";

/** L expanded about one parameter point; holds what all derivatives there share. */
export interface ExpansionPoint {
  /** θ, flat, length d: the vector that was given, not to be changed while the point is open. */
  readonly parameters: Float64Array;
  /** L(θ). May be non-finite on a diverging run; callers check. */
  readonly loss: number;
  /** ∇L(θ), length d. Whoever has the point may take it away, as a sum of points does. */
  gradient: Float64Array;
  /** ∇²L(θ)·v for each direction v of length d. */
  hessianProducts(directions: readonly Float64Array[]): Promise<Float64Array[]>;
  /** ∇³L(θ)(u, u) of length d. When u is the unit top eigenvector this is ∇S. */
  thirdDerivative(direction: Float64Array): Promise<Float64Array>;
  /** ∇³L(θ)(v, v) of several directions in one pass; only where the backend can. */
  thirdDerivatives?(directions: readonly Float64Array[]): Promise<Float64Array[]>;
  /** Free the backend's memory of this point. */
  dispose(): void;
}

/** One loss of a weighted sum. */
export interface Term {
  model: TaylorModel;
  weight: number;
}

export interface TaylorModel {
  /** d. */
  readonly parameterCount: number;
  readonly precision: "float32" | "float64";
  /**
   * How many directions `hessianProducts` takes in one pass; more are passes one after another, with
   * the same results as calls of their own. Absent where a call is one pass whatever their number.
   */
  readonly directionsPerPass?: number;
  /** What L is the weighted sum of, where it is computed so: passes over one term after another. */
  readonly terms?: readonly Term[];
  /** @throws RangeError when `parameters` has not length d. */
  expandAt(parameters: Float64Array): Promise<ExpansionPoint>;
  /**
   * A direction as one of the experiment's own network, where this is the same network in fewer
   * coordinates.
   */
  lift?(direction: Float64Array): Float64Array;
  /** Carry gradient descent itself; only where the backend can. */
  accelerate?(plan: AccelerationPlan): Promise<Acceleration>;
  dispose(): void;
}
