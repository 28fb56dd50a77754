import * as v from "valibot";
import type { Optimizer } from "../model/experiment.ts";
import {
  OPTIMIZER_KINDS,
  optimizerFields,
  optimizerSchema,
} from "../model/schema/optimizerSchema.ts";
import { choiceField } from "../model/schema/fields.ts";
import { linkField, property, type LinkField } from "./linkField.ts";
import type { LinkState } from "./linkState.ts";
import { nameText, numberText } from "./valueText.ts";

const momentumOf = ({ experiment: { optimizer } }: LinkState) =>
  optimizer?.kind === "heavy-ball" || optimizer?.kind === "nesterov" ? optimizer : null;
const adamOf = ({ experiment: { optimizer } }: LinkState) =>
  optimizer?.kind === "adam" ? optimizer : null;
const adaptiveOf = ({ experiment: { optimizer } }: LinkState) =>
  optimizer?.kind === "adam" || optimizer?.kind === "rmsprop" ? optimizer : null;

const ADAPTIVE = "opt=rmsprop or opt=adam";

type KeyOfUnion<Union> = Union extends unknown ? keyof Union : never;

/** The link keys of every key of a step rule; `opt` comes first, the others depend on it. */
export const optimizerLinkFields: Record<KeyOfUnion<Optimizer>, readonly LinkField[]> = {
  kind: [
    linkField({
      key: "opt",
      path: "optimizer.kind",
      text: nameText,
      schema: choiceField(OPTIMIZER_KINDS),
      get: ({ experiment }) => experiment.optimizer?.kind ?? "gd",
      set: ({ experiment }, kind) => {
        if ((experiment.optimizer?.kind ?? "gd") === kind) return;
        const optimizer = v.parse(optimizerSchema, { kind });
        if (optimizer === undefined) delete experiment.optimizer;
        else experiment.optimizer = optimizer;
      },
    }),
  ],
  momentum: [
    linkField({
      key: "mom",
      path: "optimizer.momentum",
      text: numberText,
      schema: optimizerFields.momentum,
      needs: "opt=heavy-ball or opt=nesterov",
      ...property(momentumOf, "momentum"),
    }),
  ],
  beta1: [
    linkField({
      key: "mean",
      path: "optimizer.beta1",
      text: numberText,
      schema: optimizerFields.beta1,
      needs: "opt=adam",
      ...property(adamOf, "beta1"),
    }),
  ],
  beta2: [
    linkField({
      key: "square",
      path: "optimizer.beta2",
      text: numberText,
      schema: optimizerFields.beta2,
      needs: ADAPTIVE,
      ...property(adaptiveOf, "beta2"),
    }),
  ],
  epsilon: [
    linkField({
      key: "eps",
      path: "optimizer.epsilon",
      text: numberText,
      schema: optimizerFields.epsilon,
      needs: ADAPTIVE,
      ...property(adaptiveOf, "epsilon"),
    }),
  ],
};
