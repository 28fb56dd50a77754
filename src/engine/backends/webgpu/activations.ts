import type { Activation } from "../../../model/experiment.ts";

const SERIES = `
struct Activated {
  value : vec4<f32>,
  first : vec4<f32>,
  second : vec4<f32>,
  third : vec4<f32>,
}
fn bounded(x : vec4<f32>, limit : f32) -> vec4<f32> {
  return clamp(x, vec4<f32>(-limit), vec4<f32>(limit));
}`;

/**
 * WGSL allows tanh an absolute error of 1e-5, and some drivers return NaN for large arguments: below
 * 0.625 the polynomial of Cephes' tanhf (Moshier 1992), beyond it the exponential, which does not
 * overflow for arguments within ±15.
 */
const TANH = `
fn tanhSeries(z : vec4<f32>) -> Activated {
  let x = bounded(z, 15.0);
  let s = x * x;
  let p = (((-5.70498872745e-3 * s + 2.06390887954e-2) * s - 5.37397155531e-2) * s
    + 1.33314422036e-1) * s - 3.33332819422e-1;
  let large = 1.0 - 2.0 / (exp(2.0 * x) + 1.0);
  let number = select(large, x + x * s * p, abs(x) < vec4<f32>(0.625));
  // clamp and exp may turn NaN into a number, and a diverging run must be seen.
  let t = select(number, z, isnanVec4(z));
  let d = 1.0 - t * t;
  return Activated(t, d, -2.0 * t * d, d * (6.0 * t * t - 2.0));
}`;

/** c = √(2/π) and ca of q = c(z + a z³). */
const C = Math.sqrt(2 / Math.PI);
const CA = 0.044715 * C;

const ACTIVATION: Record<Activation, string> = {
  tanh: `${TANH}
fn activation(z : vec4<f32>) -> Activated {
  return tanhSeries(z);
}`,
  swish: `
fn activation(z : vec4<f32>) -> Activated {
  let s = 1.0 / (1.0 + exp(-bounded(z, 80.0)));
  let s1 = s - s * s;
  let s2 = s1 * (1.0 - 2.0 * s);
  let s3 = s1 * (1.0 + 6.0 * (s * s - s));
  return Activated(z * s, s + z * s1, 2.0 * s1 + z * s2, 3.0 * s2 + z * s3);
}`,
  gelu: `${TANH}
fn activation(z : vec4<f32>) -> Activated {
  let squared = z * z;
  let q1 = ${3 * CA} * squared + ${C};
  let q2 = ${6 * CA} * z;
  let g = tanhSeries(z * (${CA} * squared + ${C}));
  let g1 = g.first * q1;
  let g2 = g.second * q1 * q1 + g.first * q2;
  let g3 = g.third * q1 * q1 * q1 + 3.0 * g.second * q1 * q2 + ${6 * CA} * g.first;
  let halfZ = 0.5 * z;
  let onePlusG = 1.0 + g.value;
  return Activated(
    halfZ * onePlusG,
    0.5 * onePlusG + halfZ * g1,
    g1 + halfZ * g2,
    1.5 * g2 + halfZ * g3,
  );
}`,
  relu: `
fn activation(z : vec4<f32>) -> Activated {
  let zero = vec4<f32>(0.0);
  let value = select(max(z, zero), z, isnanVec4(z));
  return Activated(value, select(zero, vec4<f32>(1.0), z > zero), zero, zero);
}`,
  identity: `
fn activation(z : vec4<f32>) -> Activated {
  return Activated(z, vec4<f32>(1.0), vec4<f32>(0.0), vec4<f32>(0.0));
}`,
};

/**
 * WGSL of `activation(z)`: φ and its first three derivatives at z. The formulas are those of
 * `taylor/activations/`.
 */
export function activationCode(activation: Activation): string {
  return SERIES + ACTIVATION[activation];
}
