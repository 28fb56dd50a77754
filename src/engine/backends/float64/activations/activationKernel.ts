/** A layer's pre-activations and what φ leaves there; all n × width. */
export interface ActivationPoint {
  z: Float64Array;
  /** φ(z), the input of the next layer. */
  value: Float64Array;
  /** φ'(z) */
  slope: Float64Array;
  /** The transcendental function inside φ, kept so that φ'' and φ''' need not evaluate it again. */
  core: Float64Array;
}

/**
 * φ with its derivatives, each in one loop over a layer. φ'' and φ''' are asked for separately,
 * because most points are only ever asked for their gradient.
 */
export interface ActivationKernel {
  /** From `z`: fill `value`, `slope` and `core`. */
  evaluate(at: ActivationPoint): void;
  /** Fill `out` with φ''(z); null where φ'' ≡ 0, and then φ''' is never asked for. */
  second: ((at: ActivationPoint, out: Float64Array) => void) | null;
  /** Fill `out` with φ'''(z). */
  third: ((at: ActivationPoint, out: Float64Array) => void) | null;
}
