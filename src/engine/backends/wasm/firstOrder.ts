import { zeros } from "../../../math/vector.ts";
import { layerInput, lossPlaces, type WasmNetwork } from "./network.ts";
import {
  readBiases,
  addTransposedWeights,
  readWeights,
  writeBiases,
  writeTransposedWeights,
  writeWeights,
} from "./parameters.ts";
import { addTerm, backwardFirst, forwardFirst, transpose } from "./series.ts";
import type { PointStorage } from "./storage.ts";

/**
 * ∇²L v for all `directions` (as many as the workspace holds at most) in one pass at `point`.
 *
 * Signals of k directions are interleaved by sample, n × (k·width): read as (n·k) × width they go
 * through the point's weights in one product, and a signal of the point goes through the weights of
 * all directions, laid side by side, in one product.
 */
export function hessianProducts(
  network: WasmNetwork,
  point: PointStorage,
  directions: readonly Float64Array[],
): Float64Array[] {
  forward(network, point, directions);
  const { heap, layers, samples, workspace, loss } = network;
  const k = directions.length;
  const last = layers.length - 1;
  const results = directions.map(() => zeros(network.parameterCount));
  let [adjoint, next] = [workspace.adjoints[0].first, workspace.adjoints[1].first];
  const output = workspace.tangents[last]!.z;
  loss.first(heap.values, lossPlaces(network, point), k, output.at, adjoint.at);

  const [adjointTransposed, inputTransposed] = workspace.transposes;
  const [fromAdjoint, fromInput] = workspace.gradients;
  const [throughPoint, throughDirections] = workspace.products;
  for (let l = last; l >= 0; l--) {
    const layer = layers[l]!;
    const { inputs, outputs } = layer;
    const at = point.layers[l]!;
    transpose(heap, adjoint, adjointTransposed, samples, k * outputs);
    const input = layerInput(network, point, l);
    heap.product(adjointTransposed, input, fromAdjoint, k * outputs, samples, inputs);
    readWeights(heap, layer, fromAdjoint, results);
    readBiases(heap, layer, adjointTransposed, samples, results);
    if (at.weight === null || at.adjoint === null) break;

    const before = workspace.tangents[l - 1]!;
    transpose(heap, before.h, inputTransposed, samples, k * inputs);
    heap.product(inputTransposed, at.adjoint, fromInput, k * inputs, samples, outputs);
    addTransposedWeights(heap, layer, fromInput, results);

    heap.product(adjoint, at.weight, throughPoint, k * samples, outputs, inputs);
    writeWeights(heap, layer, directions, workspace.weight);
    heap.product(at.adjoint, workspace.weight, throughDirections, samples, outputs, k * inputs);
    const extent = { samples, directions: k, width: inputs };
    const activation = point.activations[l - 1]!;
    backwardFirst(heap, activation, extent, throughPoint, throughDirections, before.z, next);
    [adjoint, next] = [next, adjoint];
  }
  return results;
}

/** z₁ = h₁W₀ᵀ + h₀W₁ᵀ + b₁ and h₁ = φ'z₁, layer by layer. */
function forward(
  network: WasmNetwork,
  point: PointStorage,
  directions: readonly Float64Array[],
): void {
  const { heap, layers, samples, workspace } = network;
  const k = directions.length;
  const [throughPoint] = workspace.products;
  for (const [l, layer] of layers.entries()) {
    const { inputs, outputs } = layer;
    const { z, h } = workspace.tangents[l]!;
    const { weightTransposed } = workspace;
    writeTransposedWeights(heap, layer, directions, weightTransposed);
    const bias = writeBiases(heap, layer, directions, workspace.bias);
    const input = layerInput(network, point, l);
    heap.product(input, weightTransposed, z, samples, inputs, k * outputs, bias);
    if (l > 0) {
      const before = workspace.tangents[l - 1]!.h;
      const weight = point.layers[l]!.weightTransposed;
      heap.product(before, weight, throughPoint, k * samples, inputs, outputs);
    }
    const term = l > 0 ? throughPoint : null;
    if (l < layers.length - 1) {
      const extent = { samples, directions: k, width: outputs };
      forwardFirst(heap, point.activations[l]!, extent, z, term, h);
    } else if (term !== null) {
      addTerm(heap, samples * k * outputs, z, term);
    }
  }
}
