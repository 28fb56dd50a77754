/** How the parts of an experiment are called, wherever one is written out. */
import { datasetSizes } from "../model/datasets/datasetSizes.ts";
import { CIFAR_NAMES } from "../model/datasets/cifarShape.ts";
import type { CifarData, Experiment, Loss, Model } from "../model/experiment.ts";
import { layerSizes } from "../model/network.ts";

export const LOSS_NAMES: Record<Loss, string> = {
  mse: "mean squared error",
  "half-mse": "half mean squared error",
  "cross-entropy": "cross-entropy",
  logistic: "logistic loss",
};

/** What comes behind the activation. */
export const KIND_NAMES: Record<Model["kind"], string> = {
  mlp: "network",
  "residual-mlp": "residual network",
  "layernorm-mlp": "layer-norm network",
  cnn: "convolutional network",
};

/** The activation as one says it of a network: a plain one of linear layers is "deep linear". */
export function activationName(model: Model): string {
  if (model.activation !== "identity") return model.activation;
  return model.kind === "mlp" && model.hidden.length > 0 ? "deep linear" : "linear";
}

/** ` (cat, dog)`; nothing for all classes. */
export function classWords({ classes }: CifarData): string {
  return classes === null ? "" : ` (${classes.map((label) => CIFAR_NAMES[label]).join(", ")})`;
}

/** Widths from input to output: 1–32–32–1; of a convolutional network the channels. */
export function widthsName({ data, model }: Experiment): string {
  const { inputSize, outputSize, image } = datasetSizes(data);
  return model.kind === "cnn"
    ? [image?.channels ?? 1, ...model.channels, outputSize].join("–")
    : layerSizes(model.hidden, inputSize, outputSize).join("–");
}

/** `1–32–32–1 tanh network` */
export function networkName(experiment: Experiment): string {
  const { model } = experiment;
  return `${widthsName(experiment)} ${activationName(model)} ${KIND_NAMES[model.kind]}`;
}

/** Where θ₀ comes from: seed 7. */
export function startName(init: Experiment["init"]): string {
  return "seed" in init ? `seed ${init.seed}` : "given parameters";
}

/** T₁₂: digits of the subscript block, which keep the height of the line. */
export function subscript(value: number): string {
  return String(value).replaceAll(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉".charAt(Number(digit)));
}
