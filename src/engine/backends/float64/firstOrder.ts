/** Order 1: the ε¹ coefficients along θ + εv, of which the gradient's is ∇²L(θ) v. */
import { zeros } from "../../../math/vector.ts";
import { addBiasGradient, startWithBias } from "./biases.ts";
import { requireSecond } from "./curvature.ts";
import type { Network } from "./network.ts";
import type { PointMemory } from "./pointMemory.ts";
import { addProduct } from "./products/product.ts";
import { addProductTransposeLeft } from "./products/productTransposeLeft.ts";
import { addProductTransposeRight } from "./products/productTransposeRight.ts";
import type { TangentMemory } from "./tangentMemory.ts";

/** ∇²L(θ) v, a new vector. */
export function hessianProduct(
  network: Network,
  at: PointMemory,
  v: Float64Array,
  first: TangentMemory,
): Float64Array {
  firstOrderPass(network, at, v, first);
  return gradient(network, at, first);
}

/** Fill `first`, forward and backward. */
export function firstOrderPass(
  network: Network,
  at: PointMemory,
  v: Float64Array,
  first: TangentMemory,
): void {
  requireSecond(network, at);
  forward(network, at, v, first);
  network.loss.first(at.output, first.z.at(-1)!, first.adjoints.at(-1)!, network.samples);
  backward(network, at, v, first);
}

/** z₁ = h₁ W₀ᵀ + h₀ W₁ᵀ + b₁, h₁ = φ' z₁. */
function forward(
  { layers, samples }: Network,
  at: PointMemory,
  v: Float64Array,
  first: TangentMemory,
): void {
  for (const [l, layer] of layers.entries()) {
    const { inputs, outputs, weightOffset, biasOffset } = layer;
    const z = first.z[l]!;
    startWithBias(z, v, biasOffset, outputs);
    addProductTransposeRight(z, at.signals[l]!, v, weightOffset, samples, outputs, inputs);
    if (l > 0) {
      const signal = first.signals[l]!;
      addProductTransposeRight(z, signal, at.parameters, weightOffset, samples, outputs, inputs);
    }
    const hidden = at.hidden[l];
    if (hidden !== undefined) multiply(hidden.slope, z, first.signals[l + 1]!);
  }
}

/** With a for ∂L/∂h and δ for ∂L/∂z: a₁ = δ₁ W₀ + δ₀ W₁, δ₁ = φ' a₁ + a₀ φ'' z₁. */
function backward(
  { layers, samples, activation }: Network,
  at: PointMemory,
  v: Float64Array,
  first: TangentMemory,
): void {
  for (let l = layers.length - 1; l > 0; l--) {
    const { inputs, outputs, weightOffset } = layers[l]!;
    const a = first.valueAdjoints[l - 1]!;
    a.fill(0);
    addProduct(a, first.adjoints[l]!, at.parameters, weightOffset, samples, inputs, outputs);
    addProduct(a, at.adjoints[l]!, v, weightOffset, samples, inputs, outputs);
    const { slope, bend } = at.hidden[l - 1]!;
    const adjoint = first.adjoints[l - 1]!;
    if (activation.second === null) multiply(slope, a, adjoint);
    else throughCurve(slope, a, bend, first.z[l - 1]!, adjoint);
  }
}

/** ∂L/∂W: δ₁ᵀ h₀ + δ₀ᵀ h₁. */
function gradient(
  { layers, samples, parameterCount }: Network,
  at: PointMemory,
  first: TangentMemory,
): Float64Array {
  const flat = zeros(parameterCount);
  for (const [l, layer] of layers.entries()) {
    const { inputs, outputs, weightOffset, biasOffset } = layer;
    const adjoint = first.adjoints[l]!;
    addProductTransposeLeft(flat, weightOffset, adjoint, at.signals[l]!, outputs, inputs, samples);
    if (l > 0) {
      const signal = first.signals[l]!;
      addProductTransposeLeft(
        flat,
        weightOffset,
        at.adjoints[l]!,
        signal,
        outputs,
        inputs,
        samples,
      );
    }
    addBiasGradient(flat, biasOffset, adjoint, samples, outputs);
  }
  return flat;
}

function multiply(a: Float64Array, b: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i]! * b[i]!;
}

/** out ← φ' a₁ + bend z₁ */
function throughCurve(
  slope: Float64Array,
  a: Float64Array,
  bend: Float64Array,
  z: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) out[i] = slope[i]! * a[i]! + bend[i]! * z[i]!;
}
