/** What one sample costs in a network, from its layers. */
import { countParameters, parameterLayouts, pooledShape } from "../networkLayers.ts";
import type { NetworkLayer } from "../networkLayers.ts";

/**
 * Activations of all samples that a point of a network of layers keeps; beyond, each derivative computes
 * them again. Multilayer perceptrons keep theirs.
 */
export const KEPT_ACTIVATIONS = 5e7;

export interface NetworkSize {
  parameters: number;
  /** Numbers between input and loss: the outputs of all layers, and what convolutions gather. */
  activations: number;
  /** Multiplications of a forward pass: of the layer that reads the data, and of all others. */
  products: { first: number; others: number };
}

export function networkSize(layers: readonly NetworkLayer[]): NetworkSize {
  const costs = layers.map(costOf);
  const [first, ...others] = costs;
  return {
    parameters: countParameters(parameterLayouts(layers)),
    activations: sum(costs.map(({ numbers }) => numbers)),
    products: {
      first: first?.products ?? 0,
      others: sum(others.map(({ products }) => products)),
    },
  };
}

interface Cost {
  numbers: number;
  products: number;
}

/** An activation belongs to the layer before it: z and φ(z) count as one. */
function costOf(layer: NetworkLayer): Cost {
  switch (layer.kind) {
    case "dense":
      return { numbers: layer.outputs, products: layer.inputs * layer.outputs };
    case "convolution": {
      const pixels = layer.image.height * layer.image.width;
      // The patch around each pixel, and what becomes of it.
      const numbers = pixels * (layer.inputs + layer.outputs);
      return { numbers, products: pixels * layer.inputs * layer.outputs };
    }
    case "pooling": {
      const { channels, height, width } = pooledShape(layer.image);
      return { numbers: channels * height * width, products: 0 };
    }
    case "activation":
      return { numbers: 0, products: 0 };
    case "normalisation":
      return { numbers: layer.width, products: 0 };
    case "residual": {
      const costs = layer.layers.map(costOf);
      return {
        numbers: sum(costs.map(({ numbers }) => numbers)),
        products: sum(costs.map(({ products }) => products)),
      };
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
