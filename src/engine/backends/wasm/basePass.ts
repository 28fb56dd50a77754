import { floatIndex, layerInput, lossPlaces, signalLength, type WasmNetwork } from "./network.ts";
import { collectLayer, takeOutgoing } from "./parameters.ts";
import type { PointStorage } from "./storage.ts";

/**
 * Forward and backward pass at the point's θ; fills `point` with what higher orders share.
 * Three matrix products a layer, two in the first.
 */
export function basePass(
  network: WasmNetwork,
  point: PointStorage,
): { loss: number; gradient: Float64Array } {
  const { heap, layers, samples, workspace } = network;
  const last = layers.length - 1;
  for (const [l, { inputs, outputs }] of layers.entries()) {
    const { transposed, bias } = point.layers[l]!;
    const input = layerInput(network, point, l);
    const z = l === last ? point.adjoints[l]! : point.activations[l]!.value;
    heap.product(input, transposed, z, samples, inputs, outputs, bias);
    if (l === last) break;
    const { value, first, second, adjointThird } = point.activations[l]!;
    const count = signalLength(network, l);
    network.activation(count, value.at, first.at, second.at, adjointThird.at);
  }

  const output = floatIndex(point.adjoints[last]!);
  const loss = network.loss.expand(heap.floats, lossPlaces(network, point), output);

  const [inputAdjoint] = workspace.sums;
  for (let l = last; l >= 0; l--) {
    const { inputs, outputs } = layers[l]!;
    const { weight } = point.layers[l]!;
    const adjoint = point.adjoints[l]!;
    const input = layerInput(network, point, l);
    heap.transposedProduct(adjoint, input, workspace.weightGradient, outputs, samples, inputs);
    collectLayer(network, l, adjoint, 1);
    if (weight === null) break;
    heap.product(adjoint, weight, inputAdjoint, samples, outputs, inputs);
    const { first, second, adjointSecond, adjointThird } = point.activations[l - 1]!;
    heap.kernels.backwardBase(
      signalLength(network, l - 1),
      first.at,
      second.at,
      adjointThird.at,
      inputAdjoint.at,
      adjointSecond.at,
      point.adjoints[l - 1]!.at,
    );
  }
  return { loss, gradient: takeOutgoing(network) };
}
