/**
 * How sharp a loss each step rule can descend: on a quadratic the linear map of one step is stable up to
 * a sharpness of c/η, and past it the parameters oscillate with growing size. c is 2 for gradient
 * descent, where Cohen et al. 2021 (arXiv 2103.00065) have the lines for momentum. For rules that divide
 * a step by a preconditioner P, the sharpness is that of P^(−1/2) ∇²L P^(−1/2) (Cohen et al. 2022, arXiv
 * 2207.14484).
 */
import type { AdamOptimizer, Optimizer, RmspropOptimizer } from "./experiment.ts";

/** c: the largest stable sharpness times η. */
function edgeNumerator(optimizer: Optimizer | undefined): number {
  switch (optimizer?.kind) {
    case "heavy-ball":
      return 2 + 2 * optimizer.momentum;
    case "nesterov":
      return (2 + 2 * optimizer.momentum) / (1 + 2 * optimizer.momentum);
    case "adam":
      return (2 + 2 * optimizer.beta1) / (1 - optimizer.beta1);
    case "rmsprop":
    case undefined:
      return 2;
  }
}

/** The line of a rule: the largest sharpness at which it is stable; 2/η of gradient descent. */
export function edgeLevel(optimizer: Optimizer | undefined, learningRate: number): number {
  return edgeNumerator(optimizer) / learningRate;
}

/** The step size at which the line passes through a sharpness. */
export function edgeLearningRate(optimizer: Optimizer | undefined, sharpness: number): number {
  return edgeNumerator(optimizer) / sharpness;
}

/** The line as it is written. */
export function edgeFormula(optimizer: Optimizer | undefined): string {
  switch (optimizer?.kind) {
    case "heavy-ball":
      return "(2+2μ)/η";
    case "nesterov":
      return "(2+2μ)/((1+2μ)η)";
    case "adam":
      return "(2+2β₁)/((1−β₁)η)";
    case "rmsprop":
    case undefined:
      return "2/η";
  }
}

/** The same with its numbers put in: `3.8/η`. */
export function edgeNumbers(optimizer: Optimizer | undefined): string {
  return `${Number(edgeNumerator(optimizer).toPrecision(3))}/η`;
}

const NAMES: Record<"gd" | Optimizer["kind"], string> = {
  gd: "gradient descent",
  "heavy-ball": "heavy ball",
  nesterov: "Nesterov",
  rmsprop: "RMSProp",
  adam: "Adam",
};

/** What a rule is called. */
export function ruleName(kind: keyof typeof NAMES = "gd"): string {
  return NAMES[kind];
}

/** Whether a rule divides its steps by a preconditioner, so that the preconditioned sharpness counts. */
export function isAdaptive(
  optimizer: Optimizer | undefined,
): optimizer is RmspropOptimizer | AdamOptimizer {
  return optimizer?.kind === "rmsprop" || optimizer?.kind === "adam";
}
