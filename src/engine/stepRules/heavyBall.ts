/**
 * Polyak's heavy ball: b ← μb + ∇L(θ), θ ← θ − ηb, with b = 0 at the start. At constant η this is the
 * velocity m = −ηb with m ← μm − η∇L; at a change of η what b remembers is rescaled with it.
 */
import { plusScaled } from "../../math/vector.ts";
import type { StepRule } from "./stepRule.ts";

export function heavyBall(momentum: number): StepRule {
  return {
    takeIn: (memory, gradient) => ({
      ...memory,
      count: memory.count + 1,
      momentum:
        memory.momentum === null ? gradient : plusScaled(gradient, momentum, memory.momentum),
    }),
    step: (parameters, _, memory, learningRate) =>
      plusScaled(parameters, -learningRate, memory.momentum!),
    preconditioner: () => null,
  };
}
