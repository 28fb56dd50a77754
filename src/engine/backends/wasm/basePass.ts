import { zeros } from "../../../math/vector.ts";
import { lossPlaces, layerInput, type WasmNetwork } from "./network.ts";
import {
  readBiases,
  readWeights,
  writeBiases,
  writeTransposedWeights,
  writeWeights,
} from "./parameters.ts";
import { backwardBase, transpose } from "./series.ts";
import type { PointStorage } from "./storage.ts";

/**
 * Forward and backward pass at θ = `parameters`; fills `point` with what higher orders share.
 * Three matrix products a layer, two in the first.
 */
export function basePass(
  network: WasmNetwork,
  point: PointStorage,
  parameters: Float64Array,
): { loss: number; gradient: Float64Array } {
  const { heap, layers, samples, workspace } = network;
  const last = layers.length - 1;
  const output = workspace.adjoints[0].first;
  for (const [l, layer] of layers.entries()) {
    const { weightTransposed, weight, bias } = point.layers[l]!;
    const { inputs, outputs } = layer;
    writeTransposedWeights(heap, layer, [parameters], weightTransposed);
    if (weight !== null) writeWeights(heap, layer, [parameters], weight);
    const written = writeBiases(heap, layer, [parameters], bias);
    const input = layerInput(network, point, l);
    const z = l === last ? (point.layers[l]!.adjoint ?? output) : point.activations[l]!.value;
    heap.product(input, weightTransposed, z, samples, inputs, outputs, written);
    if (l < last) activate(network, point, l);
  }

  let adjoint = point.layers[last]!.adjoint ?? output;
  const loss = network.loss.expand(heap.values, lossPlaces(network, point), adjoint.at);

  const gradient = zeros(network.parameterCount);
  const [adjointTransposed] = workspace.transposes;
  const [weightGradient] = workspace.gradients;
  const [inputAdjoint] = workspace.products;
  for (let l = last; l >= 0; l--) {
    const layer = layers[l]!;
    const { inputs, outputs } = layer;
    const { weight } = point.layers[l]!;
    transpose(heap, adjoint, adjointTransposed, samples, outputs);
    const input = layerInput(network, point, l);
    heap.product(adjointTransposed, input, weightGradient, outputs, samples, inputs);
    readWeights(heap, layer, weightGradient, [gradient]);
    readBiases(heap, layer, adjointTransposed, samples, [gradient]);
    if (weight === null) break;
    // XNNPACK keeps ∂L/∂z packed for the weights of all later passes at this point.
    heap.changed(adjoint);
    heap.product(adjoint, weight, inputAdjoint, samples, outputs, inputs);
    adjoint = point.layers[l - 1]!.adjoint ?? output;
    backwardBase(heap, point.activations[l - 1]!, samples * inputs, inputAdjoint, adjoint);
  }
  return { loss, gradient };
}

function activate(network: WasmNetwork, point: PointStorage, l: number): void {
  const { heap, samples, layers, activation } = network;
  const { value, first, second, adjointThird } = point.activations[l]!;
  const count = samples * layers[l]!.outputs;
  activation(heap.values, count, value.at, first.at, second.at, adjointThird.at);
  heap.changed(value);
}
