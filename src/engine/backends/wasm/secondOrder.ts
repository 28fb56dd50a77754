import { floatIndex, layerInput, lossPlaces, signalLength, type WasmNetwork } from "./network.ts";
import { collectLayer, takeOutgoing, writeParameters } from "./parameters.ts";
import type { PointStorage } from "./storage.ts";

/** ∇³L(v, v) in one pass at `point`: all series to order 2. */
export function thirdDerivative(
  network: WasmNetwork,
  point: PointStorage,
  direction: Float64Array,
): Float64Array {
  writeParameters(network, direction, network.workspace.direction);
  forward(network, point);
  const { heap, layers, samples, workspace, loss } = network;
  const { kernels } = heap;
  const last = layers.length - 1;
  let [adjoint, next] = workspace.adjoints;
  const output = workspace.tangents[last]!;
  const places = lossPlaces(network, point);
  const [f1, f2] = [floatIndex(output.z), floatIndex(output.z2)];
  loss.first(heap.floats, places, f1, floatIndex(adjoint.first));
  loss.second(heap.floats, places, f1, f2, floatIndex(adjoint.second));

  const { weightGradient, direction: tangentLayers } = workspace;
  const [g1, g2] = workspace.sums;
  for (let l = last; l >= 0; l--) {
    const { inputs, outputs } = layers[l]!;
    const { weight } = point.layers[l]!;
    const tangentWeight = tangentLayers[l]!.weight;
    const input = layerInput(network, point, l);
    // δ₂ᵀh₀ + δ₁ᵀh₁ + δ₀ᵀh₂; the gradient's ε² coefficient is half of ∇³L(v, v).
    heap.transposedProduct(adjoint.second, input, weightGradient, outputs, samples, inputs);
    if (weight === null || tangentWeight === null) {
      collectLayer(network, l, adjoint.second, 2);
      break;
    }
    const base = point.adjoints[l]!;
    const before = workspace.tangents[l - 1]!;
    heap.addTransposedProduct(adjoint.first, before.h, weightGradient, outputs, samples, inputs);
    heap.addTransposedProduct(base, before.h2, weightGradient, outputs, samples, inputs);
    collectLayer(network, l, adjoint.second, 2);

    // g₁ = δ₁W₀ + δ₀W₁, g₂ = δ₂W₀ + δ₁W₁
    heap.product(adjoint.first, weight, g1, samples, outputs, inputs);
    heap.addProduct(base, tangentWeight, g1, samples, outputs, inputs);
    heap.product(adjoint.second, weight, g2, samples, outputs, inputs);
    heap.addProduct(adjoint.first, tangentWeight, g2, samples, outputs, inputs);
    const { first, second, adjointSecond, adjointThird } = point.activations[l - 1]!;
    const count = signalLength(network, l - 1);
    const [z1, z2] = [before.z.at, before.z2.at];
    if (l > 1) {
      kernels.backwardFirst(count, first.at, adjointSecond.at, g1.at, z1, next.first.at);
    }
    kernels.backwardSecond(
      count,
      first.at,
      second.at,
      adjointSecond.at,
      adjointThird.at,
      g1.at,
      g2.at,
      z1,
      z2,
      next.second.at,
    );
    [adjoint, next] = [next, adjoint];
  }
  return takeOutgoing(network);
}

/**
 * z₁ = h₁W₀ᵀ + h₀W₁ᵀ + b₁, z₂ = h₂W₀ᵀ + h₁W₁ᵀ, h₁ = φ'z₁, h₂ = φ'z₂ + ½φ''z₁², layer by layer.
 */
function forward(network: WasmNetwork, point: PointStorage): void {
  const { heap, layers, samples, workspace } = network;
  for (const [l, { inputs, outputs }] of layers.entries()) {
    const { z, z2, h, h2 } = workspace.tangents[l]!;
    const { transposed, bias } = workspace.direction[l]!;
    const input = layerInput(network, point, l);
    heap.product(input, transposed, z, samples, inputs, outputs, bias);
    // z₂ of the first layer is zero, as it was allocated: the data do not depend on θ.
    if (l > 0) {
      const before = workspace.tangents[l - 1]!;
      const baseTransposed = point.layers[l]!.transposed;
      heap.addProduct(before.h, baseTransposed, z, samples, inputs, outputs);
      heap.product(before.h, transposed, z2, samples, inputs, outputs);
      heap.addProduct(before.h2, baseTransposed, z2, samples, inputs, outputs);
    }
    if (l === layers.length - 1) break;
    const { first, second } = point.activations[l]!;
    const count = signalLength(network, l);
    heap.kernels.forwardFirst(count, first.at, z.at, h.at);
    heap.kernels.forwardSecond(count, first.at, second.at, z.at, z2.at, h2.at);
  }
}
