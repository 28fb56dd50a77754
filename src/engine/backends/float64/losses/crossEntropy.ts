import type { LossKernel, LossPoint } from "./lossKernel.ts";

/**
 * Mean softmax cross-entropy on one-hot targets: ∂L/∂f = (p − y)/n, so its series is that of the
 * softmax. From p' = p(f' − s), s = ⟨p, f'⟩, with f' = f₁ + 2εf₂ and p' = p₁ + 2εp₂:
 * p₁ = p(f₁ − s₀), 2p₂ = p₁(f₁ − s₀) + p(2f₂ − s₁), s₀ = ⟨p, f₁⟩, s₁ = ⟨p₁, f₁⟩ + ⟨p, 2f₂⟩.
 */
export const crossEntropyKernel: LossKernel = {
  evaluate(at, target, samples) {
    const width = at.output.length / samples;
    let logLikelihood = 0;
    for (let start = 0; start < at.output.length; start += width) {
      logLikelihood += evaluateRow(at, target, samples, start, start + width);
    }
    return -logLikelihood / samples;
  },
  first({ curvature: p }, f1, out, samples) {
    const width = p.length / samples;
    for (let start = 0; start < p.length; start += width) {
      const end = start + width;
      const s0 = rowDot(p, f1, start, end);
      for (let k = start; k < end; k++) out[k] = (p[k]! * (f1[k]! - s0)) / samples;
    }
  },
  second({ curvature: p }, f1, f2, out, samples) {
    const width = p.length / samples;
    for (let start = 0; start < p.length; start += width) {
      const end = start + width;
      const s0 = rowDot(p, f1, start, end);
      let s1 = 0;
      for (let k = start; k < end; k++) s1 += p[k]! * ((f1[k]! - s0) * f1[k]! + 2 * f2[k]!);
      for (let k = start; k < end; k++) {
        const centred = f1[k]! - s0;
        out[k] = (0.5 * p[k]! * (centred * centred + 2 * f2[k]! - s1)) / samples;
      }
    }
  },
};

/** Fill one sample's probabilities and adjoint; its log likelihood. */
function evaluateRow(
  { output, adjoint, curvature: p }: LossPoint,
  target: Float64Array,
  samples: number,
  start: number,
  end: number,
): number {
  let largest = -Infinity;
  for (let k = start; k < end; k++) largest = Math.max(largest, output[k]!);
  let normaliser = 0;
  let logLikelihood = 0;
  for (let k = start; k < end; k++) {
    // Shifted by the largest, no exponential overflows.
    const shifted = output[k]! - largest;
    const exponential = Math.exp(shifted);
    p[k] = exponential;
    normaliser += exponential;
    logLikelihood += target[k]! * shifted;
  }
  for (let k = start; k < end; k++) {
    p[k]! /= normaliser;
    adjoint[k] = (p[k]! - target[k]!) / samples;
  }
  return logLikelihood - Math.log(normaliser);
}

function rowDot(a: Float64Array, b: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let k = start; k < end; k++) sum += a[k]! * b[k]!;
  return sum;
}
