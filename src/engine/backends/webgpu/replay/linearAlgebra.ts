/**
 * WGSL for vectors in a descent's space. One workgroup does all: entry e of every vector belongs to
 * thread e modulo `THREADS`, so only sums need barriers, and they are taken in a fixed order.
 */
import { RING_LENGTH, type SpaceLayout } from "./space.ts";

export const THREADS = 256;
/** Sums taken together. */
const TOGETHER = 8;
const LANES = THREADS / TOGETHER;
/** The most inner products of one vector: with the largest basis of six pairs, and with itself. */
const MOST_COEFFICIENTS = 32;

/** `at`, `slotOf`, `ringAt`, and what `sums` and `orthonormalise` need. `SpaceLayout`'s numbers are constants. */
export function vectorCode(layout: SpaceLayout): string {
  return `
var<workgroup> parts : array<f32, ${TOGETHER * THREADS}>;
var<workgroup> totals : array<f32, ${TOGETHER}>;
var<workgroup> coefficients : array<f32, ${MOST_COEFFICIENTS}>;
fn at(vector : i32) -> i32 {
  return ${layout.headLength} + vector * uniforms.parameterCount;
}
fn slotOf(step : i32) -> i32 {
  return step % 3 * ${layout.slot};
}
fn ringAt(step : i32) -> i32 {
  return at(${layout.vectors.end}) + step % ${RING_LENGTH} * ${layout.statisticsLength};
}
fn addUp(thread : i32) {
  let row = thread / ${LANES} * ${THREADS} + thread % ${LANES};
  workgroupBarrier();
  var sum = 0.0;
  for (var i = 0; i < ${TOGETHER}; i++) {
    sum += parts[row + ${LANES} * i];
  }
  workgroupBarrier();
  parts[row] = sum;
  workgroupBarrier();
  if (thread < ${TOGETHER}) {
    var total = 0.0;
    for (var i = 0; i < ${LANES}; i++) {
      total += parts[thread * ${THREADS} + i];
    }
    totals[thread] = total;
  }
  workgroupBarrier();
}`;
}

/**
 * Σₑ of several terms.
 * @param into array in workgroup memory: entry k of it becomes the sum of term k.
 * @param count how many: an expression that is the same for all threads.
 * @param setUp statements before the sum over e, which know `k`.
 * @param term statements that add term k at entry `e` to `sum`.
 */
export function sums(into: string, count: string, setUp: string, term: string): string {
  return `
  for (var first = 0; first < ${count}; first += ${TOGETHER}) {
    for (var q = 0; q < ${TOGETHER}; q++) {
      let k = first + q;
      var sum = 0.0;
      if (k < ${count}) {
        ${setUp}
        for (var e = thread; e < d; e += ${THREADS}) {
          ${term}
        }
      }
      parts[q * ${THREADS} + thread] = sum;
    }
    addUp(thread);
    if (thread < ${TOGETHER} && first + thread < ${count}) {
      ${into}[first + thread] = totals[thread];
    }
  }
  workgroupBarrier();`;
}

export function eachEntry(body: string): string {
  return `
  for (var e = thread; e < d; e += ${THREADS}) {
    ${body}
  }`;
}

/**
 * Make the basis vectors `from`, …, `from + count − 1` orthonormal, also to those before: Gram–Schmidt
 * twice, which is enough (Giraud et al. 2005). A vector that depends on the others becomes zero.
 */
export function orthonormalise({ vectors }: SpaceLayout, from: number, count: number): string {
  return `
  for (var i = ${from}; i < ${from + count}; i++) {
    let own = at(${vectors.basis} + i);
    for (var turn = 0; turn < 2; turn++) {
      ${sums(
        "coefficients",
        "(i + 1)",
        `let other = at(${vectors.basis} + k);`,
        "sum += result[own + e] * result[other + e];",
      )}
      let squared = coefficients[i];
      var left = squared;
      for (var j = 0; j < i; j++) {
        left -= coefficients[j] * coefficients[j];
      }
      // The first turn leaves the share of its length that was independent; below, all is rounding.
      let length = select(squared, left, turn == 1);
      let isIndependent = length > 0.0 && squared > select(0.0, 1e-12, turn == 1);
      let factor = select(0.0, inverseSqrt(length), isIndependent);
      ${eachEntry(`
        var value = result[own + e];
        for (var j = 0; j < i; j++) {
          value -= coefficients[j] * result[at(${vectors.basis} + j) + e];
        }
        result[own + e] = select(0.0, factor * value, isIndependent);`)}
    }
  }`;
}
