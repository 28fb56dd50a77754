/**
 * Between flat float64 parameters and float32 matrices, whose rows are padded with zeros to a multiple
 * of four floats.
 */

function padded(length: usize): usize {
  return (length + 3) & ~3;
}

/** Four float64 as float32. */
function narrow(at: usize): v128 {
  const left = f32x4.demote_f64x2_zero(v128.load(at));
  const right = f32x4.demote_f64x2_zero(v128.load(at, 16));
  return v128.shuffle<i64>(left, right, 0, 2);
}

/**
 * The rows × columns matrix at `from` into `matrix` and its transpose into `transposed`; 0 leaves one
 * out. Up to three float64 behind the matrix are read.
 */
export function writeMatrix(
  from: usize,
  rows: usize,
  columns: usize,
  matrix: usize,
  transposed: usize,
): void {
  const fromRow = columns * 8;
  const matrixRow = padded(columns) * 4;
  const transposedRow = padded(rows) * 4;
  const zero = i32x4.splat(0);
  for (let i: usize = 0; i < rows; i += 4) {
    for (let j: usize = 0; j < columns; j += 4) {
      const inside = i32x4.lt_u(i32x4(0, 1, 2, 3), i32x4.splat(<i32>(columns - j)));
      const at = from + i * fromRow + 8 * j;
      const r0 = v128.and(inside, narrow(at));
      const r1 = i + 1 < rows ? v128.and(inside, narrow(at + fromRow)) : zero;
      const r2 = i + 2 < rows ? v128.and(inside, narrow(at + 2 * fromRow)) : zero;
      const r3 = i + 3 < rows ? v128.and(inside, narrow(at + 3 * fromRow)) : zero;
      if (matrix != 0) {
        const to = matrix + i * matrixRow + 4 * j;
        v128.store(to, r0);
        if (i + 1 < rows) v128.store(to + matrixRow, r1);
        if (i + 2 < rows) v128.store(to + 2 * matrixRow, r2);
        if (i + 3 < rows) v128.store(to + 3 * matrixRow, r3);
      }
      if (transposed != 0) {
        const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
        const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
        const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
        const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
        const to = transposed + j * transposedRow + 4 * i;
        v128.store(to, v128.shuffle<i64>(low01, low23, 0, 2));
        if (j + 1 < columns) v128.store(to + transposedRow, v128.shuffle<i64>(low01, low23, 1, 3));
        if (j + 2 < columns)
          v128.store(to + 2 * transposedRow, v128.shuffle<i64>(high01, high23, 0, 2));
        if (j + 3 < columns)
          v128.store(to + 3 * transposedRow, v128.shuffle<i64>(high01, high23, 1, 3));
      }
    }
  }
}

/** `factor` times the padded rows × columns matrix at `from`, as float64 without padding. */
export function readMatrix(from: usize, rows: usize, columns: usize, factor: f64, to: usize): void {
  const factors = f64x2.splat(factor);
  const fromRow = padded(columns) * 4;
  for (let i: usize = 0; i < rows; i++) {
    let at = from + i * fromRow;
    let left = columns;
    for (; left >= 4; left -= 4) {
      const values = v128.load(at);
      const high = v128.shuffle<i64>(values, values, 1, 1);
      v128.store(to, f64x2.mul(factors, f64x2.promote_low_f32x4(values)));
      v128.store(to, f64x2.mul(factors, f64x2.promote_low_f32x4(high)), 16);
      at += 16;
      to += 32;
    }
    for (; left > 0; left--) {
      store<f64>(to, factor * <f64>load<f32>(at));
      at += 4;
      to += 8;
    }
  }
}
