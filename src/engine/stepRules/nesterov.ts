/**
 * Nesterov's momentum: b ← μb + ∇L(θ), θ ← θ − η(∇L(θ) + μb). Here θ is the point the gradient is taken
 * at, the look-ahead point ψ + μm of the form m ← μm − η∇L(ψ + μm), ψ ← ψ + m: loss and sharpness are
 * measured where the rule looks.
 */
import { combination } from "../../math/vector.ts";
import { heavyBall } from "./heavyBall.ts";
import type { StepRule } from "./stepRule.ts";

export function nesterov(momentum: number): StepRule {
  return {
    ...heavyBall(momentum),
    step: (parameters, gradient, memory, learningRate) =>
      combination(
        [1, -learningRate, -learningRate * momentum],
        [parameters, gradient, memory.momentum!],
      ),
  };
}
