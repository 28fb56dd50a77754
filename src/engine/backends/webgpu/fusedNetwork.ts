/**
 * Where everything of a network lies in the buffers of the fused programs. Sizes are data to them, so
 * that networks of any depth and width share compiled programs.
 *
 * A state holds matrices of samples × width for all layers. Four samples lie together, as the vectors
 * that programs compute with: matrix, then four samples, then column, then sample. With T the sum of
 * all layers' outputs, a state is `BASE_MATRICES` or, for each coefficient, `TANGENT_MATRICES` such
 * matrices of width T, cut into the layers' own: the part of layer l begins at its `start`.
 */
import { networkLayout, parameterCount, type LayerLayout } from "../../../model/network.ts";

/** Samples that lie together. */
export const LANES = 4;

/** The matrices of a state, in order. Tangents have the first three for each coefficient. */
export const MATRIX = {
  /** Pre-activations. */
  z: 0,
  /** φ(z), the next layer's input. */
  value: 1,
  /** ∂L/∂z */
  adjoint: 2,
  /** ∂L/∂φ(z); of the base point only. */
  upstream: 3,
} as const;
export const BASE_MATRICES = 4;
export const TANGENT_MATRICES = 3;

/** One layer, and the column where its part of a matrix begins. */
export interface FusedLayer extends LayerLayout {
  start: number;
}

export interface FusedNetwork {
  layers: FusedLayer[];
  /** T */
  width: number;
  /** d */
  parameterCount: number;
}

export function fusedNetwork(sizes: readonly number[], bias: boolean): FusedNetwork {
  let width = 0;
  const layers = networkLayout(sizes, bias).map((layer) => {
    const start = width;
    width += layer.outputs;
    return { ...layer, start };
  });
  return { layers, width, parameterCount: parameterCount(sizes, bias) };
}

/** Numbers of one layer in the table of layers. */
export const LAYER_STRIDE = 5;

/** Inputs, outputs, first weight, first bias or −1, and start of each layer. */
export function layerTable({ layers }: FusedNetwork): Int32Array {
  return Int32Array.from(
    layers.flatMap((layer) => [
      layer.inputs,
      layer.outputs,
      layer.weightOffset,
      layer.biasOffset ?? -1,
      layer.start,
    ]),
  );
}

/** Numbers of one sample in a state of coefficient 0 (with its share of the loss), or of 1 to `order`. */
export function stateWidth({ width }: FusedNetwork, order: 0 | 1 | 2): number {
  return order === 0 ? BASE_MATRICES * width + 1 : order * TANGENT_MATRICES * width;
}

/**
 * Row-major samples × columns as one matrix of a state.
 * @param padded samples of a state; the last one is repeated.
 */
export function interleaved(values: Float64Array, columns: number, padded: number): Float32Array {
  const last = values.length / columns - 1;
  const out = new Float32Array(padded * columns);
  for (let sample = 0; sample < padded; sample++) {
    const lane = sample % LANES;
    const row = (sample - lane) * columns;
    for (let column = 0; column < columns; column++) {
      out[row + column * LANES + lane] = values[Math.min(sample, last) * columns + column]!;
    }
  }
  return out;
}
