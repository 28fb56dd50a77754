/**
 * Floating-point operations of the derivative passes, counted from their matrix products: what the
 * mathematics needs, whatever an implementation spends. Elementwise work is left out.
 */
import type { NetworkSize } from "./sizes.ts";

export type PassOrder = 0 | 1 | 2;

/**
 * Matrix products (n × in × out, of whatever orientation) per layer and pass. With series of k + 1
 * coefficients and θ₂ = 0, Cauchy's rule gives for a hidden layer
 *   forward   1, 1 + 2, 1 + 2 + 2
 *   backward  1, 1 + 2, 1 + 2 + 2
 *   weights   1, 1 + 2, 1 + 2 + 3
 * The inputs of the first layer are constant and need no adjoint: one product per coefficient
 * forward (two at most, since θ₂ = 0) and one for the weights.
 */
const HIDDEN_LAYER_PRODUCTS: Record<PassOrder, number> = { 0: 3, 1: 9, 2: 16 };
const FIRST_LAYER_PRODUCTS: Record<PassOrder, number> = { 0: 2, 1: 4, 2: 5 };

/**
 * FLOPs (two per multiply-add) of one pass: order 0 gives ∇L, order 1 also ∇²L v, order 2 also
 * ∇³L(v, v).
 */
export function passFlops({ samples, widths }: NetworkSize, order: PassOrder): number {
  let flops = 0;
  for (let layer = 0; layer + 1 < widths.length; layer++) {
    const products = (layer === 0 ? FIRST_LAYER_PRODUCTS : HIDDEN_LAYER_PRODUCTS)[order];
    flops += products * productFlops(samples, widths[layer]!, widths[layer + 1]!);
  }
  return flops;
}

/** FLOPs of the product of a `rows` × `inner` and an `inner` × `columns` matrix. */
export function productFlops(rows: number, inner: number, columns: number): number {
  return 2 * rows * inner * columns;
}
