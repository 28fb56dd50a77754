/** Dense vectors in ℝᵈ as Float64Array. Lengths must agree; nothing is checked in these loops. */

/** Bytes that small vectors share. */
const SLAB = 1 << 16;
let slab = new ArrayBuffer(SLAB);
let used = 0;

/**
 * A zero vector. Making a typed array of its own costs several times as much as filling one of a
 * thousand entries, so small vectors are parts of common buffers, freed when the last part is.
 */
export function zeros(length: number): Float64Array {
  const bytes = 8 * length;
  if (bytes > SLAB / 4) return new Float64Array(length);
  if (used + bytes > SLAB) {
    slab = new ArrayBuffer(SLAB);
    used = 0;
  }
  const vector = new Float64Array(slab, used, length);
  used += bytes;
  return vector;
}

/** Four sums side by side: a single one would wait for each addition to end before the next. */
export function dot(a: Float64Array, b: Float64Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < a.length; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}

export function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

/** |a − b|. */
export function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum);
}

/** a·b for each b of `others`, reading `a` once for four of them. */
export function dots(a: Float64Array, others: readonly Float64Array[]): number[] {
  const sums: number[] = [];
  let k = 0;
  for (; k + 3 < others.length; k += 4) {
    const [b, c, d, e] = [others[k]!, others[k + 1]!, others[k + 2]!, others[k + 3]!];
    let [ab, ac, ad, ae] = [0, 0, 0, 0];
    for (let i = 0; i < a.length; i++) {
      const x = a[i]!;
      ab += x * b[i]!;
      ac += x * c[i]!;
      ad += x * d[i]!;
      ae += x * e[i]!;
    }
    sums.push(ab, ac, ad, ae);
  }
  for (; k + 1 < others.length; k += 2) {
    const [b, c] = [others[k]!, others[k + 1]!];
    let [ab0, ac0, ab1, ac1] = [0, 0, 0, 0];
    let i = 0;
    for (; i + 1 < a.length; i += 2) {
      const x = a[i]!;
      const y = a[i + 1]!;
      ab0 += x * b[i]!;
      ac0 += x * c[i]!;
      ab1 += y * b[i + 1]!;
      ac1 += y * c[i + 1]!;
    }
    if (i < a.length) {
      ab0 += a[i]! * b[i]!;
      ac0 += a[i]! * c[i]!;
    }
    sums.push(ab0 + ab1, ac0 + ac1);
  }
  if (k < others.length) sums.push(dot(a, others[k]!));
  return sums;
}

/** Σₖ weightsₖ·vectorsₖ, a new vector, written once for four of them. At least one vector. */
export function combination(
  weights: ArrayLike<number>,
  vectors: readonly Float64Array[],
): Float64Array {
  const sum = zeros(vectors[0]!.length);
  const leading = vectors.length % 4 === 0 ? 4 : vectors.length % 4;
  const [a, b, c, d] = vectors;
  const [p, q, r, s] = [weights[0]!, weights[1]!, weights[2]!, weights[3]!];
  if (leading === 1) {
    for (let i = 0; i < sum.length; i++) sum[i] = p * a![i]!;
  } else if (leading === 2) {
    for (let i = 0; i < sum.length; i++) sum[i] = p * a![i]! + q * b![i]!;
  } else if (leading === 3) {
    for (let i = 0; i < sum.length; i++) sum[i] = p * a![i]! + q * b![i]! + r * c![i]!;
  } else {
    for (let i = 0; i < sum.length; i++) {
      sum[i] = p * a![i]! + q * b![i]! + (r * c![i]! + s * d![i]!);
    }
  }
  for (let k = leading; k < vectors.length; k += 4) addFour(sum, weights, vectors, k);
  return sum;
}

function addFour(
  sum: Float64Array,
  weights: ArrayLike<number>,
  vectors: readonly Float64Array[],
  k: number,
): void {
  const [a, b, c, d] = [vectors[k]!, vectors[k + 1]!, vectors[k + 2]!, vectors[k + 3]!];
  const [p, q, r, s] = [weights[k]!, weights[k + 1]!, weights[k + 2]!, weights[k + 3]!];
  for (let i = 0; i < sum.length; i++) {
    sum[i] = sum[i]! + (p * a[i]! + q * b[i]!) + (r * c[i]! + s * d[i]!);
  }
}

/** y ← y + s·x, in place. */
export function addScaled(y: Float64Array, s: number, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i]! += s * x[i]!;
}

/** a + s·x, a new vector. */
export function plusScaled(a: Float64Array, s: number, x: Float64Array): Float64Array {
  const sum = zeros(a.length);
  for (let i = 0; i < a.length; i++) sum[i] = a[i]! + s * x[i]!;
  return sum;
}

export function difference(a: Float64Array, b: Float64Array): Float64Array {
  return plusScaled(a, -1, b);
}

/** (a + b) / 2. */
export function midpoint(a: Float64Array, b: Float64Array): Float64Array {
  const middle = zeros(a.length);
  for (let i = 0; i < a.length; i++) middle[i] = 0.5 * (a[i]! + b[i]!);
  return middle;
}

/** a ← s·a, in place. */
export function scaleInPlace(a: Float64Array, s: number): void {
  for (let i = 0; i < a.length; i++) a[i]! *= s;
}

/** Whether v has its canonical sign: its largest-magnitude entry, the first of equals, is positive. */
export function isSignCanonical(v: Float64Array): boolean {
  let largest = 0;
  for (let i = 1; i < v.length; i++) if (Math.abs(v[i]!) > Math.abs(v[largest]!)) largest = i;
  return !(v.length > 0 && v[largest]! < 0);
}

export function isFiniteVector(v: Float64Array): boolean {
  for (let i = 0; i < v.length; i++) if (!Number.isFinite(v[i]!)) return false;
  return true;
}
