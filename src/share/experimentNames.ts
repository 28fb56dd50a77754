/** How the parts of an experiment are called, wherever one is written out. */
import { datasetSizes } from "../model/datasets/datasetSizes.ts";
import { CIFAR_NAMES } from "../model/datasets/cifarShape.ts";
import type { Activation, CifarData, Experiment, Loss } from "../model/experiment.ts";
import { layerSizes } from "../model/network.ts";

export const LOSS_NAMES: Record<Loss, string> = {
  mse: "mean squared error",
  "half-mse": "half mean squared error",
  "cross-entropy": "cross-entropy",
  logistic: "logistic loss",
};

export function activationName(activation: Activation): string {
  return activation === "identity" ? "linear" : activation;
}

/** ` (cat, dog)`; nothing for all classes. */
export function classWords({ classes }: CifarData): string {
  return classes === null ? "" : ` (${classes.map((label) => CIFAR_NAMES[label]).join(", ")})`;
}

/** Widths from input to output: 1–32–32–1. */
export function widthsName(experiment: Experiment): string {
  const { inputSize, outputSize } = datasetSizes(experiment.data);
  return layerSizes(experiment, inputSize, outputSize).join("–");
}

/** Where θ₀ comes from: seed 7. */
export function startName(init: Experiment["init"]): string {
  return "seed" in init ? `seed ${init.seed}` : "given parameters";
}

/** T₁₂: digits of the subscript block, which keep the height of the line. */
export function subscript(value: number): string {
  return String(value).replaceAll(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉".charAt(Number(digit)));
}
