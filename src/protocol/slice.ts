/** Loss and sharpness on two lines through θ†: along u, and along ∇S⊥. */

/** How far the run has lately been from θ†, so that the lines reach as far. */
export interface SliceReach {
  /** Largest |x|. */
  x: number;
  /** Largest |y|. */
  y: number;
}

export interface Slice {
  /** The step whose θ† this is. */
  step: number;
  /** L, ∇L·u, S and ∇S·u = ∇³L(u, u, u) at θ†: the Taylor series of L along u to third order. */
  loss: number;
  slope: number;
  sharpness: number;
  sharpnessSlope: number;
  alpha: number;
  /** |∇S⊥|²: S(θ† + w∇S⊥) = S + βw to first order. */
  beta: number;
  delta: number;
  /** L and its derivative at θ† + s u, s increasing and symmetric about 0; NaN where not finite. */
  alongU: { offsets: number[]; losses: number[]; slopes: number[] };
  /** λ₁ at θ† + w ∇S⊥, w increasing and symmetric about 0; NaN where not finite. Empty when β = 0. */
  alongSharpness: { offsets: number[]; sharpnesses: number[] };
}
