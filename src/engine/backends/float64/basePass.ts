import { zeros } from "../../../math/vector.ts";
import { addBiasGradient, startWithBias } from "./biases.ts";
import type { Network } from "./network.ts";
import type { PointMemory } from "./pointMemory.ts";
import { addProduct } from "./products/product.ts";
import { addProductTransposeLeft } from "./products/productTransposeLeft.ts";
import { addProductTransposeRight } from "./products/productTransposeRight.ts";

/** Order 0: forward and backward pass at θ, left in `at` for the higher orders. */
export function basePass(
  network: Network,
  at: PointMemory,
  parameters: Float64Array,
): { loss: number; gradient: Float64Array } {
  at.parameters = parameters;
  at.hasSecond = false;
  at.hasThird = false;
  forward(network, at);
  const loss = network.loss.evaluate(at.output, network.targets, network.samples);
  backward(network, at);
  return { loss, gradient: gradient(network, at) };
}

/** z = h Wᵀ + b, h = φ(z), layer by layer. */
function forward({ layers, samples, activation }: Network, at: PointMemory): void {
  for (const [l, layer] of layers.entries()) {
    const { inputs, outputs, weightOffset, biasOffset } = layer;
    const hidden = at.hidden[l];
    const z = hidden === undefined ? at.output.output : hidden.z;
    startWithBias(z, at.parameters, biasOffset, outputs);
    const signal = at.signals[l]!;
    addProductTransposeRight(z, signal, at.parameters, weightOffset, samples, outputs, inputs);
    if (hidden !== undefined) activation.evaluate(hidden);
  }
}

/** ∂L/∂h = ∂L/∂z W, ∂L/∂z = ∂L/∂h φ'(z), from the last layer to the first. */
function backward({ layers, samples }: Network, at: PointMemory): void {
  for (let l = layers.length - 1; l > 0; l--) {
    const { inputs, outputs, weightOffset } = layers[l]!;
    const { valueAdjoint, slope } = at.hidden[l - 1]!;
    valueAdjoint.fill(0);
    const adjoint = at.adjoints[l]!;
    addProduct(valueAdjoint, adjoint, at.parameters, weightOffset, samples, inputs, outputs);
    const below = at.adjoints[l - 1]!;
    for (let i = 0; i < below.length; i++) below[i] = valueAdjoint[i]! * slope[i]!;
  }
}

/** ∂L/∂W = (∂L/∂z)ᵀ h, ∂L/∂b = Σ ∂L/∂z. */
function gradient({ layers, samples, parameterCount }: Network, at: PointMemory): Float64Array {
  const flat = zeros(parameterCount);
  for (const [l, layer] of layers.entries()) {
    const { inputs, outputs, weightOffset, biasOffset } = layer;
    const adjoint = at.adjoints[l]!;
    addProductTransposeLeft(flat, weightOffset, adjoint, at.signals[l]!, outputs, inputs, samples);
    addBiasGradient(flat, biasOffset, adjoint, samples, outputs);
  }
  return flat;
}
