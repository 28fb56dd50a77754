import { floatIndex, layerInput, lossPlaces, signalLength, type WasmNetwork } from "./network.ts";
import { collectLayer, takeOutgoing, writeParameters } from "./parameters.ts";
import type { PointStorage } from "./storage.ts";

/** ∇²L v at `point`: six matrix products a layer, two in the first. */
export function hessianProduct(
  network: WasmNetwork,
  point: PointStorage,
  direction: Float64Array,
): Float64Array {
  writeParameters(network, direction, network.workspace.direction);
  forward(network, point);
  const { heap, layers, samples, workspace, loss } = network;
  const last = layers.length - 1;
  const places = lossPlaces(network, point);
  let [{ first: adjoint }, { first: next }] = workspace.adjoints;
  const output = floatIndex(workspace.tangents[last]!.z);
  loss.first(heap.floats, places, output, floatIndex(adjoint));

  const { weightGradient, direction: tangentLayers } = workspace;
  const [sum] = workspace.sums;
  for (let l = last; l >= 0; l--) {
    const { inputs, outputs } = layers[l]!;
    const { weight } = point.layers[l]!;
    const tangentWeight = tangentLayers[l]!.weight;
    const input = layerInput(network, point, l);
    // δ₁ᵀh₀ + δ₀ᵀh₁
    heap.transposedProduct(adjoint, input, weightGradient, outputs, samples, inputs);
    if (weight === null || tangentWeight === null) {
      collectLayer(network, l, adjoint, 1);
      break;
    }
    const base = point.adjoints[l]!;
    const before = workspace.tangents[l - 1]!;
    heap.addTransposedProduct(base, before.h, weightGradient, outputs, samples, inputs);
    collectLayer(network, l, adjoint, 1);
    // g₁ = δ₁W₀ + δ₀W₁
    heap.product(adjoint, weight, sum, samples, outputs, inputs);
    heap.addProduct(base, tangentWeight, sum, samples, outputs, inputs);
    const { first, adjointSecond } = point.activations[l - 1]!;
    const count = signalLength(network, l - 1);
    heap.kernels.backwardFirst(count, first.at, adjointSecond.at, sum.at, before.z.at, next.at);
    [adjoint, next] = [next, adjoint];
  }
  return takeOutgoing(network);
}

/** z₁ = h₁W₀ᵀ + h₀W₁ᵀ + b₁ and h₁ = φ'z₁, layer by layer. */
function forward(network: WasmNetwork, point: PointStorage): void {
  const { heap, layers, samples, workspace } = network;
  for (const [l, { inputs, outputs }] of layers.entries()) {
    const { z, h } = workspace.tangents[l]!;
    const { transposed, bias } = workspace.direction[l]!;
    const input = layerInput(network, point, l);
    heap.product(input, transposed, z, samples, inputs, outputs, bias);
    if (l > 0) {
      const before = workspace.tangents[l - 1]!.h;
      heap.addProduct(before, point.layers[l]!.transposed, z, samples, inputs, outputs);
    }
    if (l === layers.length - 1) break;
    const count = signalLength(network, l);
    heap.kernels.forwardFirst(count, point.activations[l]!.first.at, z.at, h.at);
  }
}
