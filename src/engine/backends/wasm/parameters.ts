/** Between flat float64 vectors and the matrices of the heap. */
import { paddedWidth, type Region } from "./heap.ts";
import type { WasmNetwork } from "./network.ts";
import type { LayerMatrices } from "./storage.ts";

const DOUBLE = 8;

/** A flat vector of parameters, or a direction, as the matrices of all layers. */
export function writeParameters(
  { heap, layers, workspace }: WasmNetwork,
  flat: Float64Array,
  to: readonly LayerMatrices[],
): void {
  const { at } = workspace.incoming;
  heap.doubles.set(flat, at / DOUBLE);
  for (const [l, { inputs, outputs, weightOffset, biasOffset }] of layers.entries()) {
    const { weight, transposed, bias } = to[l]!;
    const from = at + DOUBLE * weightOffset;
    heap.kernels.writeMatrix(from, outputs, inputs, weight?.at ?? 0, transposed.at);
    if (bias === null || biasOffset === null) continue;
    heap.kernels.writeMatrix(at + DOUBLE * biasOffset, 1, outputs, bias.at, 0);
  }
}

/**
 * Make `factor` times the workspace's weight gradient, and the sums of `adjoint` over samples, the
 * entries of layer l in the outgoing vector.
 */
export function collectLayer(
  { heap, layers, samples, workspace }: WasmNetwork,
  l: number,
  adjoint: Region,
  factor: number,
): void {
  const { inputs, outputs, weightOffset, biasOffset } = layers[l]!;
  const { outgoing, weightGradient, biasGradient } = workspace;
  const { kernels } = heap;
  const to = outgoing.at + DOUBLE * weightOffset;
  kernels.readMatrix(weightGradient.at, outputs, inputs, factor, to);
  if (biasOffset === null) return;
  kernels.columnSums(adjoint.at, samples, paddedWidth(outputs), biasGradient.at);
  kernels.readMatrix(biasGradient.at, 1, outputs, factor, outgoing.at + DOUBLE * biasOffset);
}

/** The outgoing vector, once all layers are collected. */
export function takeOutgoing({ heap, parameterCount, workspace }: WasmNetwork): Float64Array {
  const start = workspace.outgoing.at / DOUBLE;
  return heap.doubles.slice(start, start + parameterCount);
}
