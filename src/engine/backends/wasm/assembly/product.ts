/** Inner indices taken at a time: a packed panel of eight columns then has 8 kB. */
const BLOCK: usize = 256;
/** From this many rows on the copy of a panel costs less than the cache misses it saves. */
const PACKED_ROWS: usize = 64;

/**
 * out = A·B (+ bias on every row), or out += A·B. A[i, k] lies at a + i·aRow + k·aInner bytes, so that
 * a matrix and its transpose are the same to it; the rows of B and of out are `columns` consecutive
 * floats, a multiple of four. bias 0 is none; `panel` has room for 8 · 256 floats.
 *
 * A tile of out, four rows by eight columns, is summed in registers over up to 256 inner indices.
 */
export function product(
  a: usize,
  aRow: usize,
  aInner: usize,
  b: usize,
  out: usize,
  rows: usize,
  inner: usize,
  columns: usize,
  bias: usize,
  adds: bool,
  panel: usize,
): void {
  const row = columns * 4;
  for (let start: usize = 0; start < inner; start += BLOCK) {
    const count = min(BLOCK, inner - start);
    const aStart = a + start * aInner;
    const isLater = adds || start > 0;
    let biasAt: usize = start == 0 ? bias : 0;
    let from = b + start * row;
    let to = out;
    const end = out + row;
    for (; to + 32 <= end; to += 32) {
      if (rows < PACKED_ROWS) {
        for (let i: usize = 0; i < rows; i += 4) {
          tile8(aStart, aRow, aInner, i, rows, from, row, to, row, count, biasAt, isLater);
        }
      } else {
        pack(from, row, count, panel);
        for (let i: usize = 0; i < rows; i += 4) {
          tile8(aStart, aRow, aInner, i, rows, panel, 32, to, row, count, biasAt, isLater);
        }
      }
      from += 32;
      if (biasAt != 0) biasAt += 32;
    }
    if (to == end) continue;
    for (let i: usize = 0; i < rows; i += 4) {
      tile4(aStart, aRow, aInner, i, rows, from, row, to, row, count, biasAt, isLater);
    }
  }
}

/** Eight columns, copied together. */
function pack(from: usize, row: usize, count: usize, to: usize): void {
  for (let k: usize = 0; k < count; k++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += row;
    to += 32;
  }
}

/** Rows i to i + 3 and eight columns of out; a row beyond the last repeats it. */
function tile8(
  a: usize,
  aRow: usize,
  aInner: usize,
  i: usize,
  rows: usize,
  b: usize,
  bRow: usize,
  out: usize,
  outRow: usize,
  inner: usize,
  bias: usize,
  adds: bool,
): void {
  const i1 = min(i + 1, rows - 1);
  const i2 = min(i + 2, rows - 1);
  const i3 = min(i + 3, rows - 1);
  let a0 = a + i * aRow;
  let a1 = a + i1 * aRow;
  let a2 = a + i2 * aRow;
  let a3 = a + i3 * aRow;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (let k = inner; k > 0; k--) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    s00 = f32x4.add(s00, f32x4.mul(x, b0));
    s01 = f32x4.add(s01, f32x4.mul(x, b1));
    x = v128.load32_splat(a1);
    s10 = f32x4.add(s10, f32x4.mul(x, b0));
    s11 = f32x4.add(s11, f32x4.mul(x, b1));
    x = v128.load32_splat(a2);
    s20 = f32x4.add(s20, f32x4.mul(x, b0));
    s21 = f32x4.add(s21, f32x4.mul(x, b1));
    x = v128.load32_splat(a3);
    s30 = f32x4.add(s30, f32x4.mul(x, b0));
    s31 = f32x4.add(s31, f32x4.mul(x, b1));
    a0 += aInner;
    a1 += aInner;
    a2 += aInner;
    a3 += aInner;
    b += bRow;
  }
  if (bias != 0) {
    const left = v128.load(bias);
    const right = v128.load(bias, 16);
    s00 = f32x4.add(s00, left);
    s01 = f32x4.add(s01, right);
    s10 = f32x4.add(s10, left);
    s11 = f32x4.add(s11, right);
    s20 = f32x4.add(s20, left);
    s21 = f32x4.add(s21, right);
    s30 = f32x4.add(s30, left);
    s31 = f32x4.add(s31, right);
  }
  const c0 = out + i * outRow;
  const c1 = out + i1 * outRow;
  const c2 = out + i2 * outRow;
  const c3 = out + i3 * outRow;
  if (adds) {
    // All are read before any is stored: a repeated row gets the same sum again.
    s00 = f32x4.add(s00, v128.load(c0));
    s01 = f32x4.add(s01, v128.load(c0, 16));
    s10 = f32x4.add(s10, v128.load(c1));
    s11 = f32x4.add(s11, v128.load(c1, 16));
    s20 = f32x4.add(s20, v128.load(c2));
    s21 = f32x4.add(s21, v128.load(c2, 16));
    s30 = f32x4.add(s30, v128.load(c3));
    s31 = f32x4.add(s31, v128.load(c3, 16));
  }
  v128.store(c0, s00);
  v128.store(c0, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** The same with four columns. */
function tile4(
  a: usize,
  aRow: usize,
  aInner: usize,
  i: usize,
  rows: usize,
  b: usize,
  bRow: usize,
  out: usize,
  outRow: usize,
  inner: usize,
  bias: usize,
  adds: bool,
): void {
  const i1 = min(i + 1, rows - 1);
  const i2 = min(i + 2, rows - 1);
  const i3 = min(i + 3, rows - 1);
  let a0 = a + i * aRow;
  let a1 = a + i1 * aRow;
  let a2 = a + i2 * aRow;
  let a3 = a + i3 * aRow;
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  for (let k = inner; k > 0; k--) {
    const y = v128.load(b);
    s0 = f32x4.add(s0, f32x4.mul(v128.load32_splat(a0), y));
    s1 = f32x4.add(s1, f32x4.mul(v128.load32_splat(a1), y));
    s2 = f32x4.add(s2, f32x4.mul(v128.load32_splat(a2), y));
    s3 = f32x4.add(s3, f32x4.mul(v128.load32_splat(a3), y));
    a0 += aInner;
    a1 += aInner;
    a2 += aInner;
    a3 += aInner;
    b += bRow;
  }
  if (bias != 0) {
    const values = v128.load(bias);
    s0 = f32x4.add(s0, values);
    s1 = f32x4.add(s1, values);
    s2 = f32x4.add(s2, values);
    s3 = f32x4.add(s3, values);
  }
  const c0 = out + i * outRow;
  const c1 = out + i1 * outRow;
  const c2 = out + i2 * outRow;
  const c3 = out + i3 * outRow;
  if (adds) {
    s0 = f32x4.add(s0, v128.load(c0));
    s1 = f32x4.add(s1, v128.load(c1));
    s2 = f32x4.add(s2, v128.load(c2));
    s3 = f32x4.add(s3, v128.load(c3));
  }
  v128.store(c0, s0);
  v128.store(c1, s1);
  v128.store(c2, s2);
  v128.store(c3, s3);
}
