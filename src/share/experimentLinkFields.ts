import {
  MODEL_KINDS,
  type Experiment,
  type Initialisation,
  type Model,
} from "../model/experiment.ts";
import { modelOfKind } from "../model/modelOfKind.ts";
import {
  cnnFields,
  experimentFields,
  mlpFields,
  seededFields,
} from "../model/schema/experimentSchema.ts";
import { choiceField, numberListField } from "../model/schema/fields.ts";
import { dataLinkFields } from "./dataLinkFields.ts";
import { flagField, linkField, property, type LinkField } from "./linkField.ts";
import type { LinkState } from "./linkState.ts";
import { optimizerLinkFields } from "./optimizerLinkFields.ts";
import { changeText, flagText, listText, nameText, numberText } from "./valueText.ts";

type SeededInit = Extract<Initialisation, { seed: number }>;
type ExplicitInit = Extract<Initialisation, { parameters: number[] }>;

const experimentOf = ({ experiment }: LinkState) => experiment;
const mlpOf = ({ experiment: { model } }: LinkState) => (model.kind === "cnn" ? null : model);
const cnnOf = ({ experiment: { model } }: LinkState) => (model.kind === "cnn" ? model : null);
const modelOf = ({ experiment }: LinkState) => experiment.model;
const explicitOf = ({ experiment: { init } }: LinkState) => ("parameters" in init ? init : null);
const seededOf = ({ experiment: { init } }: LinkState) => ("parameters" in init ? null : init);

const SEEDED = "init=torch or init=lecun";

type KeyOfUnion<Union> = Union extends unknown ? keyof Union : never;

/** `model` comes first, the others depend on it. */
const modelLinkFields: Record<KeyOfUnion<Model>, readonly LinkField[]> = {
  kind: [
    linkField({
      key: "model",
      path: "model.kind",
      text: nameText,
      schema: choiceField(MODEL_KINDS),
      get: (state) => modelOf(state).kind,
      set: ({ experiment }, kind) => {
        experiment.model = modelOfKind(kind, experiment.model);
      },
    }),
  ],
  hidden: [
    linkField({
      key: "w",
      path: "model.hidden",
      text: listText(numberText),
      schema: mlpFields.hidden,
      needs: "a model other than cnn",
      ...property(mlpOf, "hidden"),
    }),
  ],
  channels: [
    linkField({
      key: "ch",
      path: "model.channels",
      text: listText(numberText),
      schema: cnnFields.channels,
      needs: "model=cnn",
      ...property(cnnOf, "channels"),
    }),
  ],
  activation: [
    linkField({
      key: "act",
      path: "model.activation",
      text: nameText,
      schema: mlpFields.activation,
      ...property(modelOf, "activation"),
    }),
  ],
  bias: [
    linkField({
      key: "bias",
      path: "model.bias",
      text: flagText,
      schema: flagField,
      needs: "a model other than cnn",
      ...property(mlpOf, "bias"),
    }),
  ],
};

const initLinkFields: Record<keyof SeededInit | keyof ExplicitInit, readonly LinkField[]> = {
  parameters: [
    linkField({
      key: "params",
      path: "init.parameters",
      text: listText(numberText),
      schema: numberListField,
      get: (state) => explicitOf(state)?.parameters ?? null,
      set: ({ experiment }, parameters) => {
        experiment.init = { parameters };
      },
    }),
  ],
  scheme: [
    linkField({
      key: "init",
      path: "init.scheme",
      text: nameText,
      schema: seededFields.scheme,
      get: (state) => seededOf(state)?.scheme ?? null,
      set: (state, scheme) => {
        state.experiment.init = { ...(seededOf(state) ?? { gain: 1, seed: 0 }), scheme };
      },
    }),
  ],
  gain: [
    linkField({
      key: "gain",
      path: "init.gain",
      text: numberText,
      schema: seededFields.gain,
      needs: SEEDED,
      ...property(seededOf, "gain"),
    }),
  ],
  seed: [
    linkField({
      key: "seed",
      path: "init.seed",
      text: numberText,
      schema: seededFields.seed,
      needs: SEEDED,
      ...property(seededOf, "seed"),
    }),
  ],
};

/**
 * How links say each key of an experiment. A key that is added to the experiment and not here does
 * not compile. The order is the order in links, and the order in which they are read.
 */
export const experimentLinkFields: Record<
  keyof Experiment,
  readonly LinkField[] | Readonly<Record<string, readonly LinkField[]>>
> = {
  version: [], // The link has a version of its own.
  data: dataLinkFields,
  model: modelLinkFields,
  loss: [
    linkField({
      key: "loss",
      path: "loss",
      text: nameText,
      schema: experimentFields.loss,
      ...property(experimentOf, "loss"),
    }),
  ],
  init: initLinkFields,
  optimizer: optimizerLinkFields,
  learningRate: [
    linkField({
      key: "lr",
      path: "learningRate",
      text: numberText,
      schema: experimentFields.learningRate,
      ...property(experimentOf, "learningRate"),
    }),
  ],
  learningRateChanges: [
    linkField({
      key: "lrc",
      path: "learningRateChanges",
      text: listText(changeText),
      schema: experimentFields.learningRateChanges,
      ...property(experimentOf, "learningRateChanges"),
    }),
  ],
  nudge: [
    linkField({
      key: "nudge",
      path: "nudge",
      text: numberText,
      schema: experimentFields.nudge,
      ...property(experimentOf, "nudge"),
    }),
  ],
  steps: [
    linkField({
      key: "steps",
      path: "steps",
      text: numberText,
      schema: experimentFields.steps,
      ...property(experimentOf, "steps"),
    }),
  ],
  eigenvalues: [
    linkField({
      key: "eig",
      path: "eigenvalues",
      text: numberText,
      schema: experimentFields.eigenvalues,
      ...property(experimentOf, "eigenvalues"),
    }),
  ],
  overlays: [
    linkField({
      key: "ov",
      path: "overlays",
      text: listText(nameText),
      schema: experimentFields.overlays,
      ...property(experimentOf, "overlays"),
    }),
  ],
};
