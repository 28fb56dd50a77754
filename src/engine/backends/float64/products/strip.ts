/**
 * c[t] += Σₖ x[k] · y[t, k] for t < count: one row or column of a matrix product, four values at a
 * time. Fills the edges that the 4 × 2 tiles of the products leave, and the layers of width one.
 *
 * @param cStep, yStep from one t to the next; `xStride`, `yStride` from one k to the next.
 */
export function addStrip(
  c: Float64Array,
  cStart: number,
  cStep: number,
  x: Float64Array,
  xStart: number,
  xStride: number,
  y: Float64Array,
  yStart: number,
  yStep: number,
  yStride: number,
  inner: number,
  count: number,
): void {
  let t = 0;
  for (; t + 3 < count; t += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let p = xStart;
    let q0 = yStart + t * yStep;
    let q1 = q0 + yStep;
    let q2 = q1 + yStep;
    let q3 = q2 + yStep;
    for (let k = 0; k < inner; k++) {
      const factor = x[p]!;
      s0 += factor * y[q0]!;
      s1 += factor * y[q1]!;
      s2 += factor * y[q2]!;
      s3 += factor * y[q3]!;
      p += xStride;
      q0 += yStride;
      q1 += yStride;
      q2 += yStride;
      q3 += yStride;
    }
    const at = cStart + t * cStep;
    c[at]! += s0;
    c[at + cStep]! += s1;
    c[at + 2 * cStep]! += s2;
    c[at + 3 * cStep]! += s3;
  }
  for (; t < count; t++) {
    let sum = 0;
    let p = xStart;
    let q = yStart + t * yStep;
    for (let k = 0; k < inner; k++) {
      sum += x[p]! * y[q]!;
      p += xStride;
      q += yStride;
    }
    c[cStart + t * cStep]! += sum;
  }
}
