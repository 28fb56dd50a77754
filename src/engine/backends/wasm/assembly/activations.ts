/**
 * φ, φ', φ'' and φ''' of `count` floats, a multiple of two: z lies at `value` and is replaced by
 * φ(z). The formulas are those of `taylor/activations/`, in float64, two at a time: in float32 1 − t²
 * would lose its digits where t is close to 1.
 */
import { exponential } from "./exponential";

const ONE = f64x2.splat(1);
const TWO = f64x2.splat(2);
const HALF = f64x2.splat(0.5);

function load(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

function store(at: usize, values: v128): void {
  v128.store64_lane(at, f32x4.demote_f64x2_zero(values), 0);
}

/** 1 − 2/(1 + e^(2z)) */
function hyperbolicTangent(z: v128): v128 {
  return f64x2.sub(ONE, f64x2.div(TWO, f64x2.add(ONE, exponential(f64x2.mul(TWO, z)))));
}

export function tanh(count: usize, value: usize, first: usize, second: usize, third: usize): void {
  for (let at: usize = 0; at < 4 * count; at += 8) {
    const t = hyperbolicTangent(load(value + at));
    const squared = f64x2.mul(t, t);
    const d = f64x2.sub(ONE, squared);
    store(value + at, t);
    store(first + at, d);
    store(second + at, f64x2.mul(f64x2.splat(-2), f64x2.mul(t, d)));
    store(third + at, f64x2.mul(d, f64x2.sub(f64x2.mul(f64x2.splat(6), squared), TWO)));
  }
}

export function swish(count: usize, value: usize, first: usize, second: usize, third: usize): void {
  for (let at: usize = 0; at < 4 * count; at += 8) {
    const z = load(value + at);
    const s = f64x2.div(ONE, f64x2.add(ONE, exponential(f64x2.neg(z))));
    const s1 = f64x2.mul(s, f64x2.sub(ONE, s));
    const s2 = f64x2.mul(s1, f64x2.sub(ONE, f64x2.mul(TWO, s)));
    const s3 = f64x2.mul(s1, f64x2.sub(ONE, f64x2.mul(f64x2.splat(6), s1)));
    store(value + at, f64x2.mul(z, s));
    store(first + at, f64x2.add(s, f64x2.mul(z, s1)));
    store(second + at, f64x2.add(f64x2.mul(TWO, s1), f64x2.mul(z, s2)));
    store(third + at, f64x2.add(f64x2.mul(f64x2.splat(3), s2), f64x2.mul(z, s3)));
  }
}

/** √(2/π) and its multiple with the cubic term of Hendrycks & Gimpel (2016), §2. */
const GELU_SCALE: f64 = 0.7978845608028654;
const GELU_CUBIC: f64 = GELU_SCALE * 0.044715;

export function gelu(count: usize, value: usize, first: usize, second: usize, third: usize): void {
  for (let at: usize = 0; at < 4 * count; at += 8) {
    const z = load(value + at);
    const scale = f64x2.splat(GELU_SCALE);
    const cubic = f64x2.mul(f64x2.splat(GELU_CUBIC), f64x2.mul(z, z));
    const q = f64x2.mul(z, f64x2.add(scale, cubic));
    const q1 = f64x2.add(scale, f64x2.mul(f64x2.splat(3), cubic));
    const q2 = f64x2.mul(f64x2.splat(6 * GELU_CUBIC), z);
    const t = hyperbolicTangent(q);
    const squared = f64x2.mul(t, t);
    const d1 = f64x2.sub(ONE, squared);
    const d2 = f64x2.mul(f64x2.splat(-2), f64x2.mul(t, d1));
    const d3 = f64x2.mul(d1, f64x2.sub(f64x2.mul(f64x2.splat(6), squared), TWO));
    const q1Squared = f64x2.mul(q1, q1);
    const g1 = f64x2.mul(d1, q1);
    const g2 = f64x2.add(f64x2.mul(d2, q1Squared), f64x2.mul(d1, q2));
    const g3 = f64x2.add(
      f64x2.mul(
        q1,
        f64x2.add(f64x2.mul(d3, q1Squared), f64x2.mul(f64x2.splat(3), f64x2.mul(d2, q2))),
      ),
      f64x2.mul(f64x2.splat(6 * GELU_CUBIC), d1),
    );
    const halfZ = f64x2.mul(HALF, z);
    const halfSum = f64x2.mul(HALF, f64x2.add(ONE, t));
    store(value + at, f64x2.mul(z, halfSum));
    store(first + at, f64x2.add(halfSum, f64x2.mul(halfZ, g1)));
    store(second + at, f64x2.add(g1, f64x2.mul(halfZ, g2)));
    store(third + at, f64x2.add(f64x2.mul(f64x2.splat(1.5), g2), f64x2.mul(halfZ, g3)));
  }
}

export function relu(count: usize, value: usize, first: usize, second: usize, third: usize): void {
  const zero = f64x2.splat(0);
  for (let at: usize = 0; at < 4 * count; at += 8) {
    const z = load(value + at);
    // Written so that NaN stays NaN.
    store(value + at, v128.andnot(z, f64x2.le(z, zero)));
    store(first + at, v128.and(ONE, f64x2.gt(z, zero)));
    store(second + at, zero);
    store(third + at, zero);
  }
}

export function identity(
  count: usize,
  _value: usize,
  first: usize,
  second: usize,
  third: usize,
): void {
  const zero = f64x2.splat(0);
  for (let at: usize = 0; at < 4 * count; at += 8) {
    store(first + at, ONE);
    store(second + at, zero);
    store(third + at, zero);
  }
}
