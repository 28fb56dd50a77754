/** What one sample costs in a network, from the sizes of its layers. */
import type { Dataset } from "../dataset.ts";
import type { MlpModel } from "../experiment.ts";
import { layerSizes, networkLayout, parameterCount } from "../network.ts";

export interface NetworkSize {
  parameters: number;
  /** Outputs of the first layer: they decide whether it pays to reduce it. */
  sizes: number[];
  /** Numbers between input and loss: the outputs of all layers. */
  activations: number;
  /** Multiplications of a forward pass: of the layer that reads the data, and of all others. */
  products: { first: number; others: number };
}

export function networkSize(
  model: MlpModel,
  { inputSize, outputSize }: Pick<Dataset, "inputSize" | "outputSize">,
): NetworkSize {
  const sizes = layerSizes({ model }, inputSize, outputSize);
  const weights = networkLayout(sizes, model.bias).map(({ inputs, outputs }) => inputs * outputs);
  const [first, ...others] = weights as [number, ...number[]];
  return {
    parameters: parameterCount(sizes, model.bias),
    sizes,
    activations: sizes.slice(1).reduce((sum, width) => sum + width, 0),
    products: { first, others: others.reduce((sum, count) => sum + count, 0) },
  };
}
