import * as v from "valibot";
import type { Optimizer } from "../experiment.ts";
import { listChoices, numberField, plainObject } from "./fields.ts";

export const OPTIMIZER_KINDS = ["gd", "heavy-ball", "nesterov", "rmsprop", "adam"] as const;

const decayField = numberField("a number from 0 to below 1", (decay) => decay >= 0 && decay < 1);

/** Numbers of each rule with their defaults, those of `torch.optim`; links validate one at a time. */
export const optimizerFields = {
  momentum: v.optional(decayField, 0.9),
  beta1: v.optional(decayField, 0.9),
  rmspropBeta2: v.optional(decayField, 0.99),
  beta2: v.optional(decayField, 0.999),
  epsilon: v.optional(
    numberField("a number above 0 and at most 1", (epsilon) => epsilon > 0 && epsilon <= 1),
    1e-8,
  ),
};

const { momentum, beta1, rmspropBeta2, beta2, epsilon } = optimizerFields;

/** A rule of steps. Gradient descent is the absence of one: that is how it is written everywhere. */
export const optimizerSchema = v.pipe(
  plainObject,
  v.variant(
    "kind",
    [
      v.looseObject({ kind: v.literal("gd") }),
      v.looseObject({ kind: v.picklist(["heavy-ball", "nesterov"]), momentum }),
      v.looseObject({ kind: v.literal("rmsprop"), beta2: rmspropBeta2, epsilon }),
      v.looseObject({ kind: v.literal("adam"), beta1, beta2, epsilon }),
    ],
    `must be ${listChoices(OPTIMIZER_KINDS)}`,
  ),
  v.transform((optimizer): Optimizer | undefined =>
    optimizer.kind === "gd" ? undefined : optimizer,
  ),
);
