/** What rules that divide a step by the size of recent gradients have in common. */
import { zeros } from "../../math/vector.ts";

/** βv + (1 − β)g², entry by entry; v = 0 at the start. */
export function meanSquares(
  before: Float64Array | null,
  beta: number,
  gradient: Float64Array,
): Float64Array {
  const mean = zeros(gradient.length);
  for (let i = 0; i < mean.length; i++) {
    mean[i] = beta * (before?.[i] ?? 0) + (1 - beta) * gradient[i]! ** 2;
  }
  return mean;
}

/** √(v/c) + ε, entry by entry. */
export function rootPlus(squares: Float64Array, correction: number, epsilon: number): Float64Array {
  const root = zeros(squares.length);
  for (let i = 0; i < root.length; i++) root[i] = Math.sqrt(squares[i]! / correction) + epsilon;
  return root;
}

/** θ − ηP⁻¹g. */
export function preconditionedStep(
  parameters: Float64Array,
  direction: Float64Array,
  preconditioner: Float64Array,
  learningRate: number,
): Float64Array {
  const next = zeros(parameters.length);
  for (let i = 0; i < next.length; i++) {
    next[i] = parameters[i]! - (learningRate * direction[i]!) / preconditioner[i]!;
  }
  return next;
}
