import type { Dataset } from "../../model/dataset.ts";
import type { Activation, Loss } from "../../model/experiment.ts";
import type { NetworkLayer } from "../../model/networkLayers.ts";
import { parameterCount } from "../../model/network.ts";
import { networkSize } from "../../model/workload/networkSize.ts";
import type { MlpDescription } from "./mlp.ts";
import type { TaylorModel } from "./taylorModel.ts";

/** A network of any kind, layer by layer. */
export interface LayeredDescription {
  layers: NetworkLayer[];
  activation: Activation;
  loss: Loss;
}

/** Plain multilayer perceptrons have passes of their own. */
export type NetworkDescription = MlpDescription | LayeredDescription;

/** How a place builds networks of one kind of description. */
export type Create<Description> = (description: Description, dataset: Dataset) => TaylorModel;

/** Networks of every kind, from the two ways to build one. */
export function eitherWay(
  createMlp: Create<MlpDescription>,
  createLayered: Create<LayeredDescription>,
): Create<NetworkDescription> {
  return (description, dataset) =>
    "layers" in description ? createLayered(description, dataset) : createMlp(description, dataset);
}

/** Multiplications of a forward pass over one sample, about. */
export function productsPerSample(description: NetworkDescription): number {
  if (!("layers" in description)) return parameterCount(description.sizes, description.bias);
  const { first, others } = networkSize(description.layers).products;
  return first + others;
}
