/**
 * One step size tried on an experiment by gradient descent alone.
 * `stable`: the loss never passed its start; `edge`: it did and recovered; `diverged`: it did not.
 */
export interface SweepPoint {
  learningRate: number;
  outcome: "stable" | "edge" | "diverged";
}

export interface Sweep {
  /** Steps per run. */
  steps: number;
  /** λ₁(0), the sharpness of the starting point. */
  initialSharpness: number;
  /** In increasing order of learning rate. */
  points: SweepPoint[];
}
