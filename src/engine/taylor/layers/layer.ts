/**
 * A layer in Taylor arithmetic. A pass carries power series in ε through the network and back; their
 * coefficients come one after the other, so that the same two rules give every order.
 */

/** Some of the gradient's coefficients, and where they belong in the flat vector. */
export interface GradientPiece<M> {
  values: M;
  /** Entries of `values`. */
  length: number;
  /** Write the values of `values`, row by row, into the flat gradient. */
  place: (values: Float64Array, flat: Float64Array) => void;
}

/** One layer during one pass: at a point, or along a direction from there. */
export interface LayerPass<M> {
  /** From the next coefficient of the input, that of the output; null is zero. */
  forward(input: M | null): M | null;
  /** Take in the next coefficient of ∂L/∂output. */
  receive(adjoint: M | null): void;
  /** The coefficient of ∂L/∂input that goes with the adjoint received last. */
  inputAdjoint(): M | null;
  /** The same of ∂L/∂parameters; what is zero is left out. */
  gradient(): GradientPiece<M>[];
  /** A pass along θ + εv that goes on from the ε⁰ coefficients of this one. */
  along(direction: Float64Array): LayerPass<M>;
  /** What a pass at a point keeps for the passes along directions. */
  held(): M[];
}

export interface Layer<M> {
  /** Begin a pass at θ (flat). */
  at(parameters: Float64Array): LayerPass<M>;
  free(): void;
}

/** For layers that hold nothing of their own. */
export function keepsNothing(): void {
  return undefined;
}
