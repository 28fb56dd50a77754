import { addStrip } from "./strip.ts";

/** Samples summed at a time, so that what a tile strides over stays in the first-level cache. */
const BLOCK = 64;

/**
 * C += Aᵀ·B, the gradient with respect to a layer's weights: C, which begins at `cStart` of its
 * array, is rows × columns, A inner × rows, B inner × columns.
 */
export function addProductTransposeLeft(
  c: Float64Array,
  cStart: number,
  a: Float64Array,
  b: Float64Array,
  rows: number,
  columns: number,
  inner: number,
): void {
  for (let from = 0; from < inner; from += BLOCK) {
    addBlock(c, cStart, a, b, rows, columns, from, Math.min(BLOCK, inner - from));
  }
}

function addBlock(
  c: Float64Array,
  cStart: number,
  a: Float64Array,
  b: Float64Array,
  rows: number,
  columns: number,
  from: number,
  inner: number,
): void {
  const aStart = from * rows;
  const bStart = from * columns;
  const tiledRows = rows - (rows % 4);
  const tiledColumns = columns - (columns % 2);
  for (let i = 0; i < tiledRows; i += 4) {
    for (let j = 0; j < tiledColumns; j += 2) {
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      let s20 = 0;
      let s21 = 0;
      let s30 = 0;
      let s31 = 0;
      let p = aStart + i;
      let q = bStart + j;
      for (let k = 0; k < inner; k++) {
        const x0 = a[p]!;
        const x1 = a[p + 1]!;
        const x2 = a[p + 2]!;
        const x3 = a[p + 3]!;
        const y0 = b[q]!;
        const y1 = b[q + 1]!;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s20 += x2 * y0;
        s21 += x2 * y1;
        s30 += x3 * y0;
        s31 += x3 * y1;
        p += rows;
        q += columns;
      }
      const c0 = cStart + i * columns + j;
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
    addStrip(c, cStart + j, columns, b, bStart + j, columns, a, aStart, 1, rows, inner, tiledRows);
  }
  for (let i = tiledRows; i < rows; i++) {
    addStrip(
      c,
      cStart + i * columns,
      1,
      a,
      aStart + i,
      rows,
      b,
      bStart,
      1,
      columns,
      inner,
      columns,
    );
  }
}
