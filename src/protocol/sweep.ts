/**
 * One step size tried on an experiment by its step rule alone.
 * `stable`: the loss never rose; `edge`: it rose and came back; `diverged`: it did not come back. Of rules
 * with a memory, whose loss rings, `edge` is a sharpness that was at the line.
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
