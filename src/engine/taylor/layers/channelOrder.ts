/**
 * PyTorch flattens an image, and the kernel of a convolution, channel by channel; here all channels of
 * a pixel lie together, so that a convolution is a product of matrices. Only weights and the data
 * change their order, once, on their way in and out.
 */

/** Rows of channels × pixels as rows of pixels × channels. */
export function channelsLast(values: Float64Array, channels: number, pixels: number): Float64Array {
  return transposedRows(values, channels, pixels);
}

/** Rows of pixels × channels as rows of channels × pixels. */
export function channelsFirst(
  values: Float64Array,
  channels: number,
  pixels: number,
): Float64Array {
  return transposedRows(values, pixels, channels);
}

function transposedRows(values: Float64Array, outer: number, inner: number): Float64Array {
  if (outer === 1 || inner === 1) return values;
  const out = new Float64Array(values.length);
  for (let row = 0; row < values.length; row += outer * inner) {
    for (let i = 0; i < outer; i++) {
      for (let j = 0; j < inner; j++) out[row + j * outer + i] = values[row + i * inner + j]!;
    }
  }
  return out;
}
