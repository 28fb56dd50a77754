import { pooledShape, type NetworkLayer } from "../../model/networkLayers.ts";

/** What one sample costs in a network. */
export interface SampleCost {
  /** Multiplications of a forward pass. */
  multiplications: number;
  /** Entries of all its signals, patches of convolutions among them. */
  entries: number;
}

export function sampleCost(layers: readonly NetworkLayer[]): SampleCost {
  const cost = { multiplications: 0, entries: 0 };
  /** Entries of the signal at hand. */
  let signal = 0;
  for (const layer of layers) {
    switch (layer.kind) {
      case "dense":
        signal = layer.outputs;
        cost.multiplications += layer.inputs * layer.outputs;
        break;
      case "convolution": {
        const pixels = layer.image.height * layer.image.width;
        signal = pixels * layer.outputs;
        cost.multiplications += signal * layer.inputs;
        // The patches of the data are made once and shared.
        if (layer !== layers[0]) cost.entries += pixels * layer.inputs;
        break;
      }
      case "pooling": {
        const { channels, height, width } = pooledShape(layer.image);
        signal = channels * height * width;
        break;
      }
      case "residual": {
        const inner = sampleCost(layer.layers);
        cost.multiplications += inner.multiplications;
        cost.entries += inner.entries;
        break;
      }
      case "normalisation":
      case "activation":
        break;
    }
    cost.entries += signal;
  }
  return cost;
}
