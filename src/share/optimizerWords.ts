/** A step rule in words. */
import type { Optimizer } from "../model/experiment.ts";
import { ruleName } from "../model/stability.ts";

/** `heavy ball with μ = 0.9`. */
export function optimizerWords(optimizer: Optimizer): string {
  const name = ruleName(optimizer.kind);
  switch (optimizer.kind) {
    case "heavy-ball":
    case "nesterov":
      return `${name} with μ = ${optimizer.momentum}`;
    case "rmsprop":
      return `${name} with β₂ = ${optimizer.beta2}`;
    case "adam":
      return `${name} with β₁ = ${optimizer.beta1}, β₂ = ${optimizer.beta2}`;
  }
}
