import * as v from "valibot";
import {
  ACTIVATIONS,
  LOSSES,
  MLP_KINDS,
  MODEL_KINDS,
  OVERLAYS,
  type Overlay,
} from "../experiment.ts";
import { dataSchema, kindMessage } from "./dataSchema.ts";
import {
  choiceField,
  numberField,
  numberListField,
  objectField,
  plainObject,
  wholeField,
} from "./fields.ts";
import {
  MAX_CHANNELS,
  MAX_CONVOLUTIONS,
  MAX_EIGENVALUES,
  MAX_GAIN,
  MAX_HIDDEN_LAYERS,
  MAX_LEARNING_RATE,
  MAX_NUDGE,
  MAX_SEED,
  MAX_STEPS,
  MAX_WIDTH,
} from "./limits.ts";
import { optimizerSchema } from "./optimizerSchema.ts";

const learningRateField = numberField(
  `a number above 0 and at most ${MAX_LEARNING_RATE}`,
  (rate) => rate > 0 && rate <= MAX_LEARNING_RATE,
);

const activationField = v.optional(choiceField(ACTIVATIONS), "tanh");

const hiddenMessage = `must be a list of 0 to ${MAX_HIDDEN_LAYERS} widths`;

const channelsMessage = `must be a list of 1 to ${MAX_CONVOLUTIONS} numbers of channels`;

/** Fields of each kind of model with their defaults; links validate one field at a time. */
export const mlpFields = {
  kind: v.optional(v.picklist(MLP_KINDS), "mlp"),
  hidden: v.optional(
    v.pipe(
      v.array(wholeField(1, MAX_WIDTH), hiddenMessage),
      v.maxLength(MAX_HIDDEN_LAYERS, hiddenMessage),
    ),
    () => [32, 32],
  ),
  activation: activationField,
  bias: v.optional(v.boolean("must be true or false"), true),
};

export const cnnFields = {
  kind: v.literal("cnn"),
  channels: v.optional(
    v.pipe(
      v.array(wholeField(1, MAX_CHANNELS), channelsMessage),
      v.minLength(1, channelsMessage),
      v.maxLength(MAX_CONVOLUTIONS, channelsMessage),
    ),
    () => [8, 8],
  ),
  activation: activationField,
};

export const modelSchema = v.pipe(
  plainObject,
  v.variant("kind", [v.looseObject(mlpFields), v.looseObject(cnnFields)], ({ input }) =>
    kindMessage(input, MODEL_KINDS, []),
  ),
);

export const seededFields = {
  scheme: v.optional(choiceField(["lecun", "torch"]), "torch"),
  gain: v.optional(
    numberField(`a number from 0 to ${MAX_GAIN}`, (gain) => gain >= 0 && gain <= MAX_GAIN),
    1,
  ),
  seed: v.optional(wholeField(0, MAX_SEED), 0),
};

const seededSchema = objectField(seededFields);
const explicitSchema = objectField({ parameters: numberListField });

/** Explicit parameters where given, else a seeded scheme. */
const initSchema = v.lazy((input) =>
  typeof input === "object" && input !== null && "parameters" in input
    ? explicitSchema
    : seededSchema,
);

const changeSchema = objectField({
  step: wholeField(0, MAX_STEPS),
  learningRate: learningRateField,
});

const overlaysDefault: readonly Overlay[] = ["constrained", "prediction", "flow"];

/** Shape, limits and defaults of every key alone; `consistency.ts` has what relates keys. */
export const experimentFields = {
  version: v.optional(v.literal(1, "must be 1, the version this app reads"), 1),
  data: v.optional(dataSchema, { kind: "chebyshev" }),
  model: v.optional(modelSchema, {}),
  loss: v.optional(choiceField(LOSSES), "mse"),
  init: v.optional(initSchema, {}),
  optimizer: v.optional(optimizerSchema),
  learningRate: v.optional(learningRateField, 0.1),
  learningRateChanges: v.optional(
    v.array(changeSchema, "must be a list of {step, learningRate}"),
    () => [],
  ),
  nudge: v.optional(
    numberField(`a number from -${MAX_NUDGE} to ${MAX_NUDGE}`, (k) => Math.abs(k) <= MAX_NUDGE),
    0,
  ),
  steps: v.optional(wholeField(0, MAX_STEPS), 1200),
  eigenvalues: v.optional(wholeField(1, MAX_EIGENVALUES), 2),
  overlays: v.optional(
    v.pipe(
      v.array(choiceField(OVERLAYS), "must be a list of overlay names"),
      v.transform((overlays) => [...new Set(overlays)]),
    ),
    () => [...overlaysDefault],
  ),
};

export const experimentSchema = objectField(experimentFields);
