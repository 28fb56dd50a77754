/** Order 2: the ε² coefficients along θ + εv, of which the gradient's is ½∇³L(θ)(v, v). */
import { zeros } from "../../../math/vector.ts";
import { addBiasGradient } from "./biases.ts";
import { requireThird } from "./curvature.ts";
import { firstOrderPass } from "./firstOrder.ts";
import type { Network } from "./network.ts";
import type { HiddenLayer, PointMemory } from "./pointMemory.ts";
import { addProduct } from "./products/product.ts";
import { addProductTransposeLeft } from "./products/productTransposeLeft.ts";
import { addProductTransposeRight } from "./products/productTransposeRight.ts";
import type { TangentMemory } from "./tangentMemory.ts";

/** A point and the coefficients of a pass along one direction there. */
interface Series {
  at: PointMemory;
  first: TangentMemory;
  second: TangentMemory;
}

/** ∇³L(θ)(v, v), a new vector. */
export function thirdDerivative(
  network: Network,
  at: PointMemory,
  v: Float64Array,
  first: TangentMemory,
  second: TangentMemory,
): Float64Array {
  const series: Series = { at, first, second };
  firstOrderPass(network, at, v, first);
  requireThird(network, at);
  forward(network, series, v);
  const z1 = first.z.at(-1)!;
  network.loss.second(at.output, z1, second.z.at(-1)!, second.adjoints.at(-1)!, network.samples);
  backward(network, series, v);
  const half = gradient(network, series);
  for (let i = 0; i < half.length; i++) half[i]! *= 2;
  return half;
}

/** z₂ = h₂ W₀ᵀ + h₁ W₁ᵀ, h₂ = φ' z₂ + ½φ'' z₁²; the first layer is linear in ε, so z₂ = 0 there. */
function forward(
  { layers, samples, activation }: Network,
  { at, first, second }: Series,
  v: Float64Array,
): void {
  for (const [l, layer] of layers.entries()) {
    const { inputs, outputs, weightOffset } = layer;
    const z = second.z[l]!;
    z.fill(0);
    if (l > 0) {
      const signal = second.signals[l]!;
      addProductTransposeRight(z, signal, at.parameters, weightOffset, samples, outputs, inputs);
      addProductTransposeRight(z, first.signals[l]!, v, weightOffset, samples, outputs, inputs);
    }
    const hidden = at.hidden[l];
    if (hidden === undefined) continue;
    const signal = second.signals[l + 1]!;
    if (activation.second === null) {
      for (let i = 0; i < z.length; i++) signal[i] = hidden.slope[i]! * z[i]!;
    } else signalThroughCurve(hidden, first.z[l]!, z, signal);
  }
}

/**
 * With a for ∂L/∂h and δ for ∂L/∂z: a₂ = δ₂ W₀ + δ₁ W₁,
 * δ₂ = φ' a₂ + a₁ φ'' z₁ + a₀ (φ'' z₂ + ½φ''' z₁²).
 */
function backward(
  { layers, samples, activation }: Network,
  { at, first, second }: Series,
  v: Float64Array,
): void {
  for (let l = layers.length - 1; l > 0; l--) {
    const { inputs, outputs, weightOffset } = layers[l]!;
    const a = second.valueAdjoints[l - 1]!;
    a.fill(0);
    addProduct(a, second.adjoints[l]!, at.parameters, weightOffset, samples, inputs, outputs);
    addProduct(a, first.adjoints[l]!, v, weightOffset, samples, inputs, outputs);
    const hidden = at.hidden[l - 1]!;
    const adjoint = second.adjoints[l - 1]!;
    if (activation.second === null) {
      for (let i = 0; i < a.length; i++) adjoint[i] = hidden.slope[i]! * a[i]!;
    } else {
      const a1 = first.valueAdjoints[l - 1]!;
      adjointThroughCurve(hidden, first.z[l - 1]!, second.z[l - 1]!, a1, a, adjoint);
    }
  }
}

/** ∂L/∂W: δ₂ᵀ h₀ + δ₁ᵀ h₁ + δ₀ᵀ h₂. */
function gradient(
  { layers, samples, parameterCount }: Network,
  { at, first, second }: Series,
): Float64Array {
  const flat = zeros(parameterCount);
  for (const [l, layer] of layers.entries()) {
    const { inputs, outputs, weightOffset, biasOffset } = layer;
    const addOuter = (adjoint: Float64Array, signal: Float64Array) => {
      addProductTransposeLeft(flat, weightOffset, adjoint, signal, outputs, inputs, samples);
    };
    addOuter(second.adjoints[l]!, at.signals[l]!);
    if (l > 0) {
      addOuter(first.adjoints[l]!, first.signals[l]!);
      addOuter(at.adjoints[l]!, second.signals[l]!);
    }
    addBiasGradient(flat, biasOffset, second.adjoints[l]!, samples, outputs);
  }
  return flat;
}

function signalThroughCurve(
  { slope, second }: HiddenLayer,
  z1: Float64Array,
  z2: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) {
    const z = z1[i]!;
    out[i] = slope[i]! * z2[i]! + 0.5 * second[i]! * z * z;
  }
}

function adjointThroughCurve(
  { slope, second, bend, halfTwist }: HiddenLayer,
  z1: Float64Array,
  z2: Float64Array,
  a1: Float64Array,
  a2: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < out.length; i++) {
    const z = z1[i]!;
    out[i] =
      slope[i]! * a2[i]! + second[i]! * z * a1[i]! + bend[i]! * z2[i]! + halfTwist[i]! * z * z;
  }
}
