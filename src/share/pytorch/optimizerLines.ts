/** Another step rule than gradient descent in the script: PyTorch's own, and the sharpness for its line. */
import type { Optimizer } from "../../model/experiment.ts";
import { edgeFormula, edgeLevel, isAdaptive } from "../../model/stability.ts";
import { comment } from "./comment.ts";

/** The constructor's name and its arguments after the parameters and the step size. */
function constructorOf(optimizer: Optimizer): [name: string, settings: string] {
  switch (optimizer.kind) {
    case "heavy-ball":
      return ["SGD", `momentum=${optimizer.momentum}`];
    case "nesterov":
      return ["SGD", `momentum=${optimizer.momentum}, nesterov=True`];
    case "rmsprop":
      return ["RMSprop", `alpha=${optimizer.beta2}, eps=${optimizer.epsilon}`];
    case "adam":
      return ["Adam", `betas=(${optimizer.beta1}, ${optimizer.beta2}), eps=${optimizer.epsilon}`];
  }
}

/** What stands before the loop. */
export function optimizerSetup(optimizer: Optimizer): string[] {
  const [name, settings] = constructorOf(optimizer);
  return [
    "theta.requires_grad_()",
    `optimizer = torch.optim.${name}([theta], lr=RATES[0], ${settings})`,
    comment(`The line ${edgeFormula(optimizer)} of this rule, times the step size.`),
    `LINE = ${edgeLevel(optimizer, 1)}`,
    ...(isAdaptive(optimizer) ? ["scaled_vector = noise"] : []),
  ];
}

/** The columns beside step, learningRate, loss and sharpness. */
export function optimizerColumns(optimizer: Optimizer): { name: string; value: string }[] {
  return [
    { name: "stabilityThreshold", value: "LINE / rate" },
    ...(isAdaptive(optimizer) ? [{ name: "preconditionedSharpness", value: "scaled" }] : []),
  ];
}

/** In the loop, before the row is printed: the preconditioned sharpness of the step to come. */
export function preconditionedLines(optimizer: Optimizer): string[] {
  if (!isAdaptive(optimizer)) return [];
  const { beta2, epsilon } = optimizer;
  const [state, corrected] =
    optimizer.kind === "adam"
      ? ["exp_avg_sq", `squares / (1 - ${beta2} ** (step + 1))`]
      : ["square_avg", "squares"];
  return [
    comment("The optimizer's mean of squared gradients, as its next step will have it."),
    `squares = ${beta2} * optimizer.state[theta].get("${state}", 0) + (1 - ${beta2}) * slope**2`,
    `scale = ((${corrected}).sqrt() + ${epsilon}) ** -0.5`,
    "scaled, scaled_vector = top_eigenpair(",
    "    lambda v: scale * product(scale * v), scaled_vector + 1e-3 * noise",
    ")",
  ].map((line) => `    ${line}`);
}

/** In the loop, its last lines. */
export const OPTIMIZER_STEP: readonly string[] = [
  '    optimizer.param_groups[0]["lr"] = rate',
  "    theta.grad = slope",
  "    optimizer.step()",
];
