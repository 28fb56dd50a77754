/** The losses of `taylor/losses/` and their series, as loops over the heap. */
import type { Loss } from "../../../model/experiment.ts";
import { exponential } from "./exponential.ts";

/** Where the loss keeps what its series need, each samples × outputs, as float indices of the heap. */
export interface LossPlaces {
  target: number;
  /** ℓ'' entry by entry, or the softmax; unused by the squared loss. */
  curvature: number;
  /** ℓ''' entry by entry; used by the logistic loss only. */
  third: number;
  samples: number;
  outputs: number;
  /** Floats from one sample to the next: outputs and padding. */
  rowLength: number;
}

export interface FusedLoss {
  /** Value of the loss at the outputs f (at `output`, replaced by ∂L/∂f). */
  expand(x: Float32Array, at: LossPlaces, output: number): number;
  /** ε¹ coefficient of ∂L/∂f along f + ε f₁. */
  first(x: Float32Array, at: LossPlaces, f1: number, to: number): void;
  /** ε² coefficient of ∂L/∂f along f + ε f₁ + ε² f₂. */
  second(x: Float32Array, at: LossPlaces, f1: number, f2: number, to: number): void;
}

/** c · (1/n) Σᵢ Σₖ (f−y)² */
function squared(c: number): FusedLoss {
  const scale = (x: Float32Array, at: LossPlaces, from: number, to: number) => {
    const factor = (2 * c) / at.samples;
    const count = at.samples * at.rowLength;
    for (let p = 0; p < count; p++) x[to + p] = factor * x[from + p]!;
  };
  return {
    expand(x, { target, samples, outputs, rowLength }, output) {
      const factor = (2 * c) / samples;
      let sum = 0;
      for (let row = 0; row < samples * rowLength; row += rowLength) {
        for (let p = row; p < row + outputs; p++) {
          const error = x[output + p]! - x[target + p]!;
          sum += error * error;
          x[output + p] = factor * error;
        }
      }
      return (c / samples) * sum;
    },
    first: scale,
    second: (x, at, _f1, f2, to) => scale(x, at, f2, to),
  };
}

/** One output a sample. */
const logistic: FusedLoss = {
  expand(x, { target, curvature, third, samples, rowLength }, output) {
    let sum = 0;
    for (let p = 0; p < samples * rowLength; p += rowLength) {
      const y = x[target + p]!;
      const negativeMargin = -y * x[output + p]!;
      const q = 1 / (1 + exponential(-negativeMargin));
      const c = (q * (1 - q)) / samples;
      // log(1 + e^m) = max(m, 0) + log(1 + e^(−|m|)) does not overflow.
      sum += Math.max(negativeMargin, 0) + Math.log1p(Math.exp(-Math.abs(negativeMargin)));
      x[output + p] = (-y * q) / samples;
      x[curvature + p] = c;
      x[third + p] = -y * c * (1 - 2 * q);
    }
    return sum / samples;
  },
  first(x, { curvature, samples, rowLength }, f1, to) {
    for (let p = 0; p < samples * rowLength; p += rowLength) {
      x[to + p] = x[curvature + p]! * x[f1 + p]!;
    }
  },
  second(x, { curvature, third, samples, rowLength }, f1, f2, to) {
    for (let p = 0; p < samples * rowLength; p += rowLength) {
      x[to + p] = x[curvature + p]! * x[f2 + p]! + 0.5 * x[third + p]! * x[f1 + p]! ** 2;
    }
  },
};

/** Softmax cross-entropy on one-hot targets; p and its series row by row. */
const crossEntropy: FusedLoss = {
  expand(x, { target, curvature, samples, outputs, rowLength }, output) {
    let sum = 0;
    for (let row = 0; row < samples * rowLength; row += rowLength) {
      let largest = -Infinity;
      for (let j = row; j < row + outputs; j++) largest = Math.max(largest, x[output + j]!);
      let normaliser = 0;
      let chosen = 0;
      for (let j = row; j < row + outputs; j++) {
        const shifted = x[output + j]! - largest;
        chosen += x[target + j]! * shifted;
        const e = exponential(shifted);
        normaliser += e;
        x[curvature + j] = e;
      }
      sum += Math.log(normaliser) - chosen;
      for (let j = row; j < row + outputs; j++) {
        const p = x[curvature + j]! / normaliser;
        x[curvature + j] = p;
        x[output + j] = (p - x[target + j]!) / samples;
      }
    }
    return sum / samples;
  },
  first(x, { curvature, samples, outputs, rowLength }, f1, to) {
    for (let row = 0; row < samples * rowLength; row += rowLength) {
      let mean = 0;
      for (let j = row; j < row + outputs; j++) mean += x[curvature + j]! * x[f1 + j]!;
      for (let j = row; j < row + outputs; j++) {
        x[to + j] = (x[curvature + j]! * (x[f1 + j]! - mean)) / samples;
      }
    }
  },
  second(x, { curvature, samples, outputs, rowLength }, f1, f2, to) {
    // The series of taylor/losses/crossEntropy.ts: 2p₂ = p₁(f₁ − s₀) + p(2f₂ − s₁).
    for (let row = 0; row < samples * rowLength; row += rowLength) {
      let s0 = 0;
      for (let j = row; j < row + outputs; j++) s0 += x[curvature + j]! * x[f1 + j]!;
      let s1 = 0;
      for (let j = row; j < row + outputs; j++) {
        const p = x[curvature + j]!;
        s1 += p * (x[f1 + j]! - s0) * x[f1 + j]! + p * 2 * x[f2 + j]!;
      }
      for (let j = row; j < row + outputs; j++) {
        const centred = x[f1 + j]! - s0;
        const twiceP2 = x[curvature + j]! * (centred * centred + 2 * x[f2 + j]! - s1);
        x[to + j] = (0.5 / samples) * twiceP2;
      }
    }
  },
};

export const FUSED_LOSSES: Record<Loss, FusedLoss> = {
  mse: squared(1),
  "half-mse": squared(0.5),
  "cross-entropy": crossEntropy,
  logistic,
};
