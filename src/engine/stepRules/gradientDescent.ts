/** θ_{t+1} = θ_t − η∇L(θ_t). */
import { plusScaled } from "../../math/vector.ts";
import type { StepRule } from "./stepRule.ts";

/** θ − η∇L(θ). */
export function descend(
  { parameters, gradient }: { parameters: Float64Array; gradient: Float64Array },
  learningRate: number,
): Float64Array {
  return plusScaled(parameters, -learningRate, gradient);
}

export const gradientDescent: StepRule = {
  takeIn: (memory) => memory,
  step: (parameters, gradient, _, learningRate) => descend({ parameters, gradient }, learningRate),
  preconditioner: () => null,
};
