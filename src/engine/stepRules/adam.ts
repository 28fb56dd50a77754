/**
 * Adam (Kingma & Ba 2015, arXiv 1412.6980): m ← β₁m + (1 − β₁)∇L, v ← β₂v + (1 − β₂)∇L²,
 * θ ← θ − η P⁻¹ m/(1 − β₁ᵗ) with P = diag(√(v/(1 − β₂ᵗ)) + ε), t the gradients taken in.
 */
import type { AdamOptimizer } from "../../model/experiment.ts";
import { combination } from "../../math/vector.ts";
import { meanSquares, preconditionedStep, rootPlus } from "./meanSquares.ts";
import type { StepMemory, StepRule } from "./stepRule.ts";

export function adam({ beta1, beta2, epsilon }: Omit<AdamOptimizer, "kind">): StepRule {
  const preconditioner = ({ squares, count }: StepMemory) =>
    rootPlus(squares!, 1 - beta2 ** count, epsilon);
  return {
    takeIn: ({ count, momentum, squares }, gradient) => ({
      count: count + 1,
      momentum: combination([1 - beta1, beta1], [gradient, ...(momentum ? [momentum] : [])]),
      squares: meanSquares(squares, beta2, gradient),
    }),
    step: (parameters, _, memory, learningRate) =>
      preconditionedStep(
        parameters,
        memory.momentum!,
        preconditioner(memory),
        learningRate / (1 - beta1 ** memory.count),
      ),
    preconditioner,
  };
}
