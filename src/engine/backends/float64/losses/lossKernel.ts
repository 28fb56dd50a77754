/** The network's output f at a point and what the loss leaves there; all n × outputs. */
export interface LossPoint {
  output: Float64Array;
  /** ∂L/∂f */
  adjoint: Float64Array;
  /** The loss's own: softmax probabilities, or its second and third derivative where not constant. */
  curvature: Float64Array;
  third: Float64Array;
}

/** One training loss, averaged over n = `samples`, with the series of its gradient. */
export interface LossKernel {
  /** L; fills `adjoint` and what the series below need. */
  evaluate(at: LossPoint, target: Float64Array, samples: number): number;
  /** `out` ← ε¹ coefficient of ∂L/∂f along f + ε f₁. */
  first(at: LossPoint, f1: Float64Array, out: Float64Array, samples: number): void;
  /** `out` ← ε² coefficient of ∂L/∂f along f + ε f₁ + ε² f₂. */
  second(
    at: LossPoint,
    f1: Float64Array,
    f2: Float64Array,
    out: Float64Array,
    samples: number,
  ): void;
}
