import type { Dataset } from "../../model/dataset.ts";
import type { Model } from "../../model/experiment.ts";
import type { MlpDescription } from "../taylor/mlp.ts";
import type { Problem } from "../prepareRun.ts";

/** What the cost of a step depends on, as a text: equal texts cost the same. */
export function networkKey({ description, dataset, experiment }: Problem): string {
  return [
    "layers" in description ? layersKey(experiment.model, dataset) : mlpKey(description),
    description.activation,
    description.loss,
    `n=${dataset.samples}`,
    `k=${experiment.eigenvalues}`,
    ...(experiment.optimizer === undefined ? [] : [experiment.optimizer.kind]),
  ].join(" ");
}

function mlpKey({ sizes, bias }: MlpDescription): string {
  return `${sizes.join("-")} ${bias ? "bias" : "no bias"}`;
}

function layersKey(model: Model, { image, inputSize, outputSize }: Dataset): string {
  const inside = model.kind === "cnn" ? model.channels : model.hidden;
  const isBiased = model.kind === "cnn" || model.bias;
  const input = image === undefined ? inputSize : Object.values(image).join("x");
  return `${model.kind} ${[input, ...inside, outputSize].join("-")} ${isBiased ? "bias" : "no bias"}`;
}
