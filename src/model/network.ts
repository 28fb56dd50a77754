/**
 * One affine layer z = W h + b and where its entries lie in the flat parameter vector, which is in
 * the order of PyTorch's `parameters_to_vector`: layer after layer, W then b.
 */
export interface LayerLayout {
  inputs: number;
  outputs: number;
  /** First entry of W, outputs × inputs, row-major. */
  weightOffset: number;
  /** First entry of b, or null without bias. */
  biasOffset: number | null;
}

/** Widths from input to output: [inputSize, …hidden, outputSize]. */
export function layerSizes(
  hidden: readonly number[],
  inputSize: number,
  outputSize: number,
): number[] {
  return [inputSize, ...hidden, outputSize];
}

/** The layers of an MLP with these widths; between them comes the activation, after the last none. */
export function networkLayout(sizes: readonly number[], bias: boolean): LayerLayout[] {
  const layers: LayerLayout[] = [];
  let offset = 0;
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    const inputs = sizes[layer]!;
    const outputs = sizes[layer + 1]!;
    const biasOffset = bias ? offset + outputs * inputs : null;
    layers.push({ inputs, outputs, weightOffset: offset, biasOffset });
    offset += outputs * inputs + (bias ? outputs : 0);
  }
  return layers;
}

/** Length of the flat parameter vector. */
export function parameterCount(sizes: readonly number[], bias: boolean): number {
  let count = 0;
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    count += sizes[layer + 1]! * (sizes[layer]! + (bias ? 1 : 0));
  }
  return count;
}
