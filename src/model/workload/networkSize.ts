/** What one sample costs in a network, from the sizes of its layers. */
import type { Model } from "../experiment.ts";
import {
  countParameters,
  networkLayers,
  parameterLayouts,
  pooledShape,
  type DataShape,
  type NetworkLayer,
} from "../networkLayers.ts";

export interface NetworkSize {
  parameters: number;
  /** Inputs and outputs of the first layer with weights: they decide whether it pays to reduce it. */
  sizes: number[];
  /** Numbers between input and loss: the outputs of all layers, and the patches of convolutions. */
  activations: number;
  /** Multiplications of a forward pass: of the layer that reads the data, and of all others. */
  products: { first: number; others: number };
}

/** @throws Error when a convolutional network is given data without an image shape. */
export function networkSize(model: Model, data: DataShape): NetworkSize {
  const layers = networkLayers(model, data);
  const leaves = layers.flatMap(withoutBranches);
  const [first, ...others] = leaves.map(productsOf).filter((count) => count > 0);
  const weights = leaves.find((layer) => layer.kind === "dense" || layer.kind === "convolution");
  return {
    parameters: countParameters(parameterLayouts(layers)),
    sizes: [data.inputSize, weights?.outputs ?? data.outputSize],
    activations: leaves.reduce((sum, layer) => sum + numbersOf(layer), 0),
    products: { first: first ?? 0, others: others.reduce((sum, count) => sum + count, 0) },
  };
}

function withoutBranches(layer: NetworkLayer): NetworkLayer[] {
  return layer.kind === "residual" ? layer.layers.flatMap(withoutBranches) : [layer];
}

/** Activations are counted with the layer before them. */
function numbersOf(layer: NetworkLayer): number {
  switch (layer.kind) {
    case "dense":
      return layer.outputs;
    case "convolution":
      return layer.image.height * layer.image.width * (layer.inputs + layer.outputs);
    case "pooling": {
      const { channels, height, width } = pooledShape(layer.image);
      return channels * height * width;
    }
    case "normalisation":
      return layer.width;
    case "activation":
    case "residual":
      return 0;
  }
}

function productsOf(layer: NetworkLayer): number {
  if (layer.kind === "dense") return layer.inputs * layer.outputs;
  if (layer.kind !== "convolution") return 0;
  return layer.image.height * layer.image.width * layer.inputs * layer.outputs;
}
