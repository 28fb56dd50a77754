import { addStrip } from "./strip.ts";

/**
 * C += A·Bᵀ, the forward direction of a layer: C is rows × columns, A rows × inner, and B, which
 * begins at `bStart` of its array, columns × inner.
 */
export function addProductTransposeRight(
  c: Float64Array,
  a: Float64Array,
  b: Float64Array,
  bStart: number,
  rows: number,
  columns: number,
  inner: number,
): void {
  const tiledRows = rows - (rows % 4);
  const tiledColumns = columns - (columns % 2);
  for (let i = 0; i < tiledRows; i += 4) {
    const a0 = i * inner;
    const a1 = a0 + inner;
    const a2 = a1 + inner;
    const a3 = a2 + inner;
    for (let j = 0; j < tiledColumns; j += 2) {
      const b0 = bStart + j * inner;
      const b1 = b0 + inner;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      let s20 = 0;
      let s21 = 0;
      let s30 = 0;
      let s31 = 0;
      for (let k = 0; k < inner; k++) {
        const x0 = a[a0 + k]!;
        const x1 = a[a1 + k]!;
        const x2 = a[a2 + k]!;
        const x3 = a[a3 + k]!;
        const y0 = b[b0 + k]!;
        const y1 = b[b1 + k]!;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s20 += x2 * y0;
        s21 += x2 * y1;
        s30 += x3 * y0;
        s31 += x3 * y1;
      }
      const c0 = i * columns + j;
      const c1 = c0 + columns;
      const c2 = c1 + columns;
      const c3 = c2 + columns;
      c[c0]! += s00;
      c[c0 + 1]! += s01;
      c[c1]! += s10;
      c[c1 + 1]! += s11;
      c[c2]! += s20;
      c[c2 + 1]! += s21;
      c[c3]! += s30;
      c[c3 + 1]! += s31;
    }
  }
  for (let j = tiledColumns; j < columns; j++) {
    addStrip(c, j, columns, b, bStart + j * inner, 1, a, 0, inner, 1, inner, tiledRows);
  }
  for (let i = tiledRows; i < rows; i++) {
    addStrip(c, i * columns, 1, a, i * inner, 1, b, bStart, inner, 1, inner, columns);
  }
}
