/** An experiment in words, for captions and comments. */
import { formatStep } from "../charts/format.ts";
import { datasetSizes } from "../model/datasets/datasetSizes.ts";
import type { DataSource, Experiment, Loss } from "../model/experiment.ts";
import { layerSizes } from "../model/network.ts";

const LOSS_WORDS: Record<Loss, string> = {
  mse: "mean squared error",
  "half-mse": "half mean squared error",
  "cross-entropy": "cross-entropy",
  logistic: "logistic loss",
};

function subscript(value: number): string {
  return String(value).replaceAll(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉".charAt(Number(digit)));
}

function dataWords(data: DataSource): string {
  switch (data.kind) {
    case "chebyshev":
      return `${formatStep(data.samples)} points of T${subscript(data.degree)}`;
    case "inline":
      return `${formatStep(data.inputs.length)} given points`;
    case "mnist":
    case "fashion-mnist": {
      const name = data.kind === "mnist" ? "MNIST" : "Fashion-MNIST";
      return `${formatStep(data.samples)} images of ${name} at ${data.side} × ${data.side}`;
    }
  }
}

/** `1–32–32–1 tanh network, 20 points of T₅, mean squared error, seed 0`. */
export function experimentWords(experiment: Experiment): string {
  const { data, model, loss, init } = experiment;
  const { inputSize, outputSize } = datasetSizes(data);
  const sizes = layerSizes(experiment, inputSize, outputSize).join("–");
  const activation = model.activation === "identity" ? "linear" : model.activation;
  const start = "seed" in init ? `seed ${init.seed}` : "given parameters";
  return `${sizes} ${activation} network, ${dataWords(data)}, ${LOSS_WORDS[loss]}, ${start}`;
}

/** `0.1` or `0.1, then 0.05 from step 500`, as far as the run has come. */
export function learningRateWords(experiment: Experiment, lastStep: number): string {
  const changes = experiment.learningRateChanges.filter(({ step }) => step <= lastStep);
  const later = changes.map(
    ({ step, learningRate }) => `, then ${learningRate} from step ${formatStep(step)}`,
  );
  return `${experiment.learningRate}${later.join("")}`;
}
