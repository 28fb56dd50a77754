import { scaleInPlace, zeros } from "../../../math/vector.ts";
import { layerInput, lossPlaces, type WasmNetwork } from "./network.ts";
import {
  addTransposedWeights,
  addWeights,
  readBiases,
  readWeights,
  writeBiases,
  writeTransposedWeights,
  writeWeights,
} from "./parameters.ts";
import {
  addTerm,
  backwardFirst,
  backwardSecond,
  forwardFirst,
  forwardSecond,
  transpose,
} from "./series.ts";
import type { PointStorage } from "./storage.ts";

/** ∇³L(v, v) in one pass at `point`: all series to order 2. */
export function thirdDerivative(
  network: WasmNetwork,
  point: PointStorage,
  direction: Float64Array,
): Float64Array {
  forward(network, point, direction);
  const { heap, layers, samples, workspace, loss } = network;
  const last = layers.length - 1;
  const result = zeros(network.parameterCount);
  const results = [result];
  let [adjoint, next] = workspace.adjoints;
  const { z, z2 } = workspace.tangents[last]!;
  const places = lossPlaces(network, point);
  loss.first(heap.values, places, 1, z.at, adjoint.first.at);
  loss.second(heap.values, places, z.at, z2.at, adjoint.second.at);

  const [transposed, inputTransposed] = workspace.transposes;
  const [weightGradient] = workspace.gradients;
  for (let l = last; l >= 0; l--) {
    const layer = layers[l]!;
    const { inputs, outputs } = layer;
    const at = point.layers[l]!;
    // δ₂ᵀh₀
    transpose(heap, adjoint.second, transposed, samples, outputs);
    const input = layerInput(network, point, l);
    heap.product(transposed, input, weightGradient, outputs, samples, inputs);
    readWeights(heap, layer, weightGradient, results);
    readBiases(heap, layer, transposed, samples, results);
    if (at.weight === null || at.adjoint === null) break;

    const before = workspace.tangents[l - 1]!;
    // δ₁ᵀh₁
    transpose(heap, adjoint.first, transposed, samples, outputs);
    heap.changed(before.h);
    heap.product(transposed, before.h, weightGradient, outputs, samples, inputs);
    addWeights(heap, layer, weightGradient, result);
    // (h₂ᵀδ₀)ᵀ
    transpose(heap, before.h2, inputTransposed, samples, inputs);
    heap.product(inputTransposed, at.adjoint, weightGradient, inputs, samples, outputs);
    addTransposedWeights(heap, layer, weightGradient, results);

    // g₁ = δ₁W₀ + δ₀W₁, g₂ = δ₂W₀ + δ₁W₁
    const { weight, products } = workspace;
    writeWeights(heap, layer, [direction], weight);
    heap.product(adjoint.first, at.weight, products[0], samples, outputs, inputs);
    heap.product(at.adjoint, weight, products[1], samples, outputs, inputs);
    heap.product(adjoint.second, at.weight, products[2], samples, outputs, inputs);
    heap.product(adjoint.first, weight, products[3], samples, outputs, inputs);
    const activation = point.activations[l - 1]!;
    if (l > 1) {
      const extent = { samples, directions: 1, width: inputs };
      backwardFirst(heap, activation, extent, products[0], products[1], before.z, next.first);
    }
    const count = samples * inputs;
    backwardSecond(heap, activation, count, products, before.z, before.z2, next.second);
    [adjoint, next] = [next, adjoint];
  }
  // The gradient's ε² coefficient is half of ∇³L(v, v).
  scaleInPlace(result, 2);
  return result;
}

/**
 * z₁ = h₁W₀ᵀ + h₀W₁ᵀ + b₁, z₂ = h₂W₀ᵀ + h₁W₁ᵀ, h₁ = φ'z₁, h₂ = φ'z₂ + ½φ''z₁², layer by layer.
 */
function forward(network: WasmNetwork, point: PointStorage, direction: Float64Array): void {
  const { heap, layers, samples, workspace } = network;
  const [first, second] = workspace.products;
  const { weightTransposed } = workspace;
  for (const [l, layer] of layers.entries()) {
    const { inputs, outputs } = layer;
    const { z, z2, h, h2 } = workspace.tangents[l]!;
    const count = samples * outputs;
    writeTransposedWeights(heap, layer, [direction], weightTransposed);
    const bias = writeBiases(heap, layer, [direction], workspace.bias);
    const input = layerInput(network, point, l);
    heap.product(input, weightTransposed, z, samples, inputs, outputs, bias);
    if (l > 0) {
      const before = workspace.tangents[l - 1]!;
      const weight = point.layers[l]!.weightTransposed;
      heap.product(before.h, weight, first, samples, inputs, outputs);
      heap.product(before.h, weightTransposed, z2, samples, inputs, outputs);
      heap.product(before.h2, weight, second, samples, inputs, outputs);
    }
    const isFirst = l === 0;
    if (l < layers.length - 1) {
      const activation = point.activations[l]!;
      const extent = { samples, directions: 1, width: outputs };
      forwardFirst(heap, activation, extent, z, isFirst ? null : first, h);
      forwardSecond(heap, activation, count, z, z2, isFirst ? null : second, h2);
    } else if (isFirst) {
      // A network of one layer is linear in its parameters.
      heap.values.fill(0, z2.at, z2.at + count);
    } else {
      addTerm(heap, count, z, first);
      addTerm(heap, count, z2, second);
    }
  }
}
