/** Networks of every kind as one list of layers, and where the parameters of each lie. */
import type { Dataset, ImageShape } from "./dataset.ts";
import type { Model } from "./experiment.ts";
import { layerSizes, networkLayout, type LayerLayout } from "./network.ts";

/** z = W h + b on a vector. */
export interface DenseLayer extends LayerLayout {
  kind: "dense";
  /** The image that the vector is, flattened (channel, row, column); null for any other vector. */
  image: ImageShape | null;
}

/**
 * A 3×3 convolution with stride 1 and zero padding 1, from `image` to as many channels as it has
 * outputs; inputs = 9 · channels. W is outputs × (channel, row, column).
 */
export interface ConvolutionLayer extends LayerLayout {
  kind: "convolution";
  image: ImageShape;
}

/** Means over 2×2 pixels of `image`; a last odd row or column is left out, as PyTorch does. */
export interface PoolingLayer {
  kind: "pooling";
  image: ImageShape;
}

export interface ActivationLayer {
  kind: "activation";
}

/** Layer normalisation (Ba et al. 2016): each sample to mean 0 and variance 1, then gain and shift. */
export interface NormalisationLayer {
  kind: "normalisation";
  width: number;
  gainOffset: number;
  shiftOffset: number;
}

/** h + f(h), f being a chain of layers. */
export interface ResidualLayer {
  kind: "residual";
  layers: NetworkLayer[];
}

export type NetworkLayer =
  | DenseLayer
  | ConvolutionLayer
  | PoolingLayer
  | ActivationLayer
  | NormalisationLayer
  | ResidualLayer;

/** Where the parameters of one layer lie. */
export type ParameterLayout = LayerLayout | NormalisationLayer;

/** What a network has to know of its data. */
export type DataShape = Pick<Dataset, "inputSize" | "outputSize" | "image">;

/** Pixels of a 3×3 kernel. */
export const KERNEL_PIXELS = 9;

/**
 * The layers of a network of any kind. Its flat parameters are in the order of PyTorch's
 * `parameters_to_vector` over the same modules: layer after layer, W then b, gain then shift.
 * @throws Error when a convolutional network is given data without an image shape.
 */
export function networkLayers(model: Model, data: DataShape): NetworkLayer[] {
  if (model.kind === "cnn") return convolutionalLayers(model.channels, data);
  const sizes = layerSizes(model.hidden, data.inputSize, data.outputSize);
  const dense = networkLayout(sizes, model.bias).map((layout): DenseLayer => ({
    kind: "dense",
    image: null,
    ...layout,
  }));
  const last = dense.pop()!;
  switch (model.kind) {
    case "mlp":
      return [...dense.flatMap((layer) => [layer, ACTIVATION]), last];
    case "residual-mlp":
      return [
        ...dense.flatMap((layer, l): NetworkLayer[] =>
          l === 0 ? [layer, ACTIVATION] : [{ kind: "residual", layers: [layer, ACTIVATION] }],
        ),
        last,
      ];
    case "layernorm-mlp":
      return normalisedLayers(dense, last);
  }
}

const ACTIVATION: ActivationLayer = { kind: "activation" };

/** Each hidden layer is W h + b, normalised, then φ; gain and shift lie behind W and b. */
function normalisedLayers(hidden: readonly DenseLayer[], last: DenseLayer): NetworkLayer[] {
  let added = 0;
  const moved = (layer: DenseLayer): DenseLayer => ({
    ...layer,
    weightOffset: layer.weightOffset + added,
    biasOffset: layer.biasOffset === null ? null : layer.biasOffset + added,
  });
  const layers = hidden.flatMap((plain): NetworkLayer[] => {
    const layer = moved(plain);
    const width = layer.outputs;
    const gainOffset = endOf(layer);
    added += 2 * width;
    return [
      layer,
      { kind: "normalisation", width, gainOffset, shiftOffset: gainOffset + width },
      ACTIVATION,
    ];
  });
  return [...layers, moved(last)];
}

/** For each entry of `channels` convolution, φ and pooling; then one dense layer. Always with bias. */
function convolutionalLayers(channels: readonly number[], data: DataShape): NetworkLayer[] {
  if (data.image === undefined) throw new Error("A convolutional network needs images.");
  const layers: NetworkLayer[] = [];
  let image = data.image;
  let offset = 0;
  for (const outputs of channels) {
    const inputs = KERNEL_PIXELS * image.channels;
    const biasOffset = offset + outputs * inputs;
    layers.push({
      kind: "convolution",
      image,
      inputs,
      outputs,
      weightOffset: offset,
      biasOffset,
    });
    image = { ...image, channels: outputs };
    layers.push(ACTIVATION, { kind: "pooling", image });
    image = pooledShape(image);
    offset = biasOffset + outputs;
  }
  const inputs = image.channels * image.height * image.width;
  layers.push({
    kind: "dense",
    image,
    inputs,
    outputs: data.outputSize,
    weightOffset: offset,
    biasOffset: offset + data.outputSize * inputs,
  });
  return layers;
}

/** The image after 2×2 pooling. */
export function pooledShape({ channels, height, width }: ImageShape): ImageShape {
  return { channels, height: Math.floor(height / 2), width: Math.floor(width / 2) };
}

/** The layers that have parameters, in the order of these. */
export function parameterLayouts(layers: readonly NetworkLayer[]): ParameterLayout[] {
  return layers.flatMap((layer) => {
    if (layer.kind === "residual") return parameterLayouts(layer.layers);
    return layer.kind === "activation" || layer.kind === "pooling" ? [] : [layer];
  });
}

/** Length of the flat parameter vector. */
export function countParameters(layouts: readonly ParameterLayout[]): number {
  const last = layouts.at(-1);
  return last === undefined ? 0 : endOf(last);
}

/** The place behind a layer's last parameter. */
function endOf(layer: ParameterLayout): number {
  if ("gainOffset" in layer) return layer.shiftOffset + layer.width;
  const { inputs, outputs, weightOffset, biasOffset } = layer;
  return biasOffset === null ? weightOffset + outputs * inputs : biasOffset + outputs;
}
