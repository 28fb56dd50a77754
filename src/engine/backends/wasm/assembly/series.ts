/**
 * The series steps between two matrix products, for `count` floats, a multiple of four. Pointers in
 * bytes; `first`, `second` and `third` are φ', φ'' and φ''' at the expansion point.
 */

function load(at: usize): v128 {
  return v128.load(at);
}

/** h₁ = φ'z₁ */
export function forwardFirst(count: usize, first: usize, z: usize, h: usize): void {
  for (let at: usize = 0; at < 4 * count; at += 16) {
    v128.store(h + at, f32x4.mul(load(first + at), load(z + at)));
  }
}

/** h₂ = φ'z₂ + ½φ''z₁² */
export function forwardSecond(
  count: usize,
  first: usize,
  second: usize,
  z1: usize,
  z2: usize,
  h2: usize,
): void {
  const half = f32x4.splat(0.5);
  for (let at: usize = 0; at < 4 * count; at += 16) {
    const z = load(z1 + at);
    const bend = f32x4.mul(f32x4.mul(half, load(second + at)), f32x4.mul(z, z));
    v128.store(h2 + at, f32x4.add(f32x4.mul(load(first + at), load(z2 + at)), bend));
  }
}

/** ∂L/∂z = φ'g from g = ∂L/∂a, and what higher orders need: φ''g, and φ'''g in the place of φ'''. */
export function backwardBase(
  count: usize,
  first: usize,
  second: usize,
  third: usize,
  g: usize,
  bend: usize,
  adjoint: usize,
): void {
  for (let at: usize = 0; at < 4 * count; at += 16) {
    const value = load(g + at);
    v128.store(adjoint + at, f32x4.mul(load(first + at), value));
    v128.store(bend + at, f32x4.mul(load(second + at), value));
    v128.store(third + at, f32x4.mul(load(third + at), value));
  }
}

/** ε¹ of ∂L/∂z: φ'g₁ + g₀φ''z₁, where g₀φ'' is `bend`. */
export function backwardFirst(
  count: usize,
  first: usize,
  bend: usize,
  g1: usize,
  z1: usize,
  adjoint: usize,
): void {
  for (let at: usize = 0; at < 4 * count; at += 16) {
    const straight = f32x4.mul(load(first + at), load(g1 + at));
    v128.store(adjoint + at, f32x4.add(straight, f32x4.mul(load(bend + at), load(z1 + at))));
  }
}

/** ε² of ∂L/∂z: φ'g₂ + g₁φ''z₁ + g₀(φ''z₂ + ½φ'''z₁²), where g₀φ'' is `bend`, g₀φ''' `third`. */
export function backwardSecond(
  count: usize,
  first: usize,
  second: usize,
  bend: usize,
  third: usize,
  g1: usize,
  g2: usize,
  z1: usize,
  z2: usize,
  adjoint: usize,
): void {
  const half = f32x4.splat(0.5);
  for (let at: usize = 0; at < 4 * count; at += 16) {
    const z = load(z1 + at);
    const cubic = f32x4.mul(half, f32x4.mul(load(third + at), z));
    const mixed = f32x4.mul(load(second + at), load(g1 + at));
    const straight = f32x4.mul(load(first + at), load(g2 + at));
    const bent = f32x4.mul(load(bend + at), load(z2 + at));
    const curved = f32x4.mul(f32x4.add(mixed, cubic), z);
    v128.store(adjoint + at, f32x4.add(f32x4.add(straight, bent), curved));
  }
}

/** Sums over the rows of a rows × columns matrix, columns a multiple of four. */
export function columnSums(from: usize, rows: usize, columns: usize, to: usize): void {
  const row = columns * 4;
  for (let j: usize = 0; j < row; j += 16) {
    let at = from + j;
    let even = f32x4.splat(0);
    let odd = even;
    let i: usize = 1;
    // Two sums at a time: one alone waits for each addition.
    for (; i < rows; i += 2) {
      even = f32x4.add(even, load(at));
      odd = f32x4.add(odd, load(at + row));
      at += 2 * row;
    }
    if (i == rows) even = f32x4.add(even, load(at));
    v128.store(to + j, f32x4.add(even, odd));
  }
}
