/**
 * RMSProp (Hinton 2012): v ← β₂v + (1 − β₂)∇L², θ ← θ − ηP⁻¹∇L with P = diag(√v + ε). Nothing is
 * corrected for v = 0 at the start, so the first steps are up to 1/√(1 − β₂) times as long.
 */
import type { RmspropOptimizer } from "../../model/experiment.ts";
import { meanSquares, preconditionedStep, rootPlus } from "./meanSquares.ts";
import type { StepMemory, StepRule } from "./stepRule.ts";

export function rmsprop({ beta2, epsilon }: Omit<RmspropOptimizer, "kind">): StepRule {
  const preconditioner = ({ squares }: StepMemory) => rootPlus(squares!, 1, epsilon);
  return {
    takeIn: (memory, gradient) => ({
      ...memory,
      count: memory.count + 1,
      squares: meanSquares(memory.squares, beta2, gradient),
    }),
    step: (parameters, gradient, memory, learningRate) =>
      preconditionedStep(parameters, gradient, preconditioner(memory), learningRate),
    preconditioner,
  };
}
