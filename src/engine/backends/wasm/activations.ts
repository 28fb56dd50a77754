import type { Activation } from "../../../model/experiment.ts";
import { exponential } from "./exponential.ts";

/**
 * From the pre-activations z at `h` (replaced by φ(z)), φ', φ'' and φ''' at the three other places,
 * for `count` consecutive entries of the heap `x`. The formulas are those of `taylor/activations/`.
 */
export type FusedActivation = (
  x: Float32Array,
  count: number,
  h: number,
  first: number,
  second: number,
  third: number,
) => void;

const tanh: FusedActivation = (x, count, h, first, second, third) => {
  for (let p = 0; p < count; p++) {
    const t = 1 - 2 / (1 + exponential(2 * x[h + p]!));
    const squared = t * t;
    const d = 1 - squared;
    x[h + p] = t;
    x[first + p] = d;
    x[second + p] = -2 * t * d;
    x[third + p] = d * (6 * squared - 2);
  }
};

const swish: FusedActivation = (x, count, h, first, second, third) => {
  for (let p = 0; p < count; p++) {
    const z = x[h + p]!;
    const s = 1 / (1 + exponential(-z));
    const s1 = s * (1 - s);
    const s2 = s1 * (1 - 2 * s);
    const s3 = s1 * (1 - 6 * s1);
    x[h + p] = z * s;
    x[first + p] = s + z * s1;
    x[second + p] = 2 * s1 + z * s2;
    x[third + p] = 3 * s2 + z * s3;
  }
};

const GELU_SCALE = Math.sqrt(2 / Math.PI);
const GELU_CUBIC = GELU_SCALE * 0.044715;

const gelu: FusedActivation = (x, count, h, first, second, third) => {
  for (let p = 0; p < count; p++) {
    const z = x[h + p]!;
    const squared = z * z;
    const q = z * (GELU_SCALE + GELU_CUBIC * squared);
    const q1 = GELU_SCALE + 3 * GELU_CUBIC * squared;
    const q2 = 6 * GELU_CUBIC * z;
    const t = 1 - 2 / (1 + exponential(2 * q));
    const d1 = 1 - t * t;
    const d2 = -2 * t * d1;
    const d3 = d1 * (6 * t * t - 2);
    const g1 = d1 * q1;
    const g2 = d2 * q1 * q1 + d1 * q2;
    const g3 = d3 * q1 * q1 * q1 + 3 * d2 * q1 * q2 + 6 * GELU_CUBIC * d1;
    const halfZ = 0.5 * z;
    x[h + p] = halfZ * (1 + t);
    x[first + p] = 0.5 * (1 + t) + halfZ * g1;
    x[second + p] = g1 + halfZ * g2;
    x[third + p] = 1.5 * g2 + halfZ * g3;
  }
};

const relu: FusedActivation = (x, count, h, first, second, third) => {
  for (let p = 0; p < count; p++) {
    const z = x[h + p]!;
    // Written so that NaN stays NaN.
    x[h + p] = z <= 0 ? 0 : z;
    x[first + p] = z > 0 ? 1 : 0;
  }
  x.fill(0, second, second + count);
  x.fill(0, third, third + count);
};

const identity: FusedActivation = (x, count, _h, first, second, third) => {
  x.fill(1, first, first + count);
  x.fill(0, second, second + count);
  x.fill(0, third, third + count);
};

export const FUSED_ACTIVATIONS: Record<Activation, FusedActivation> = {
  tanh,
  swish,
  gelu,
  relu,
  identity,
};
