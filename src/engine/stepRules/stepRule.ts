/** What a rule makes of gradients: the step from one iterate to the next. */

/** What a rule remembers of the gradients so far. Never changed once made: checkpoints share it. */
export interface StepMemory {
  /** Gradients taken in. */
  count: number;
  /** A running sum or mean of them; null where the rule has none. */
  momentum: Float64Array | null;
  /** A running mean of their squares, entry by entry; null where the rule has none. */
  squares: Float64Array | null;
}

export const NOTHING_REMEMBERED: StepMemory = { count: 0, momentum: null, squares: null };

/**
 * A step is taken where its gradient is measured: take ∇L(θ_t) in, then step from θ_t. Conventions are
 * those of `torch.optim`, so that the same run can be had there.
 */
export interface StepRule {
  /** What is remembered once the gradient of length d is known too. */
  takeIn(memory: StepMemory, gradient: Float64Array): StepMemory;
  /**
   * θ_{t+1}, a new vector.
   * @param gradient ∇L(θ_t), which `memory` has taken in.
   */
  step(
    parameters: Float64Array,
    gradient: Float64Array,
    memory: StepMemory,
    learningRate: number,
  ): Float64Array;
  /** The diagonal of P, by which this step divides; null where the rule has none. */
  preconditioner(memory: StepMemory): Float64Array | null;
}
