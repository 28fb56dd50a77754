import type { Optimizer } from "../../model/experiment.ts";
import { adam } from "./adam.ts";
import { gradientDescent } from "./gradientDescent.ts";
import { heavyBall } from "./heavyBall.ts";
import { nesterov } from "./nesterov.ts";
import { rmsprop } from "./rmsprop.ts";
import type { StepRule } from "./stepRule.ts";

/** The rule of an experiment's optimizer; gradient descent where it names none. */
export function stepRuleOf(optimizer: Optimizer | undefined): StepRule {
  switch (optimizer?.kind) {
    case "heavy-ball":
      return heavyBall(optimizer.momentum);
    case "nesterov":
      return nesterov(optimizer.momentum);
    case "rmsprop":
      return rmsprop(optimizer);
    case "adam":
      return adam(optimizer);
    case undefined:
      return gradientDescent;
  }
}
