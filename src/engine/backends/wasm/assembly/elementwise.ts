/** Sums and products entry by entry, for `count` floats, a multiple of four. Pointers in bytes. */

export function add(count: usize, a: usize, b: usize, out: usize): void {
  for (let at: usize = 0; at < 4 * count; at += 16) {
    v128.store(out + at, f32x4.add(v128.load(a + at), v128.load(b + at)));
  }
}

export function subtract(count: usize, a: usize, b: usize, out: usize): void {
  for (let at: usize = 0; at < 4 * count; at += 16) {
    v128.store(out + at, f32x4.sub(v128.load(a + at), v128.load(b + at)));
  }
}

export function times(count: usize, a: usize, b: usize, out: usize): void {
  for (let at: usize = 0; at < 4 * count; at += 16) {
    v128.store(out + at, f32x4.mul(v128.load(a + at), v128.load(b + at)));
  }
}

export function scale(count: usize, a: usize, factor: f32, out: usize): void {
  const factors = f32x4.splat(factor);
  for (let at: usize = 0; at < 4 * count; at += 16) {
    v128.store(out + at, f32x4.mul(factors, v128.load(a + at)));
  }
}

/** The row added to every row of a rows × columns matrix, columns a multiple of four. */
export function addRow(rows: usize, columns: usize, a: usize, row: usize, out: usize): void {
  let at: usize = 0;
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < 4 * columns; j += 16) {
      v128.store(out + at, f32x4.add(v128.load(a + at), v128.load(row + j)));
      at += 16;
    }
  }
}
