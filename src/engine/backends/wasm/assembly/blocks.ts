/**
 * Rearrangements of images, block by block. `offsets` has for each of an image's `rows` of the result
 * `width` places in the image, in bytes from its beginning; −1 is a block of zeros. Blocks are taken
 * four floats at a time: what a last vector reads or writes too much is padding, or written again.
 */

/** Blocks side by side; a row of the result has `rowBytes`. Up to three floats behind it are written. */
export function blocksBeside(
  from: usize,
  imageBytes: usize,
  images: usize,
  offsets: usize,
  rows: usize,
  width: usize,
  columns: usize,
  to: usize,
  rowBytes: usize,
): void {
  const zero = f32x4.splat(0);
  const blockBytes: usize = columns << 2;
  for (let image: usize = 0; image < images; image++) {
    let next = offsets;
    for (let row: usize = 0; row < rows; row++) {
      let out = to;
      for (let j: usize = 0; j < width; j++) {
        const offset = load<i32>(next);
        next += 4;
        if (offset < 0) {
          for (let c: usize = 0; c < blockBytes; c += 16) v128.store(out + c, zero);
        } else {
          const at = from + <usize>offset;
          for (let c: usize = 0; c < blockBytes; c += 16) v128.store(out + c, v128.load(at + c));
        }
        out += blockBytes;
      }
      to += rowBytes;
    }
    from += imageBytes;
  }
}

/** The sum of a row's blocks. */
export function blocksSummed(
  from: usize,
  imageBytes: usize,
  images: usize,
  offsets: usize,
  rows: usize,
  width: usize,
  columns: usize,
  to: usize,
  rowBytes: usize,
): void {
  const blockBytes: usize = columns << 2;
  for (let image: usize = 0; image < images; image++) {
    let places = offsets;
    for (let row: usize = 0; row < rows; row++) {
      for (let c: usize = 0; c < blockBytes; c += 16) {
        let sum = f32x4.splat(0);
        for (let j: usize = 0; j < 4 * width; j += 4) {
          const offset = load<i32>(places + j);
          if (offset >= 0) sum = f32x4.add(sum, v128.load(from + <usize>offset + c));
        }
        v128.store(to + c, sum);
      }
      places += 4 * width;
      to += rowBytes;
    }
    from += imageBytes;
  }
}
