import type { SweepPoint } from "./sweep.ts";

/**
 * What a short descent from θ₀ says of the run ahead. It is made only where λ₁(0) is close to 2/η
 * or above: below, every direction is stable at the start.
 */
export interface Forecast {
  /** η at step 0. */
  learningRate: number;
  /** λ₁(0). */
  initialSharpness: number;
  /** Steps tried. */
  steps: number;
  outcome: SweepPoint["outcome"];
  /** The last step before the loss leaves all bounds; null when it does not. */
  divergesAfter: number | null;
}
