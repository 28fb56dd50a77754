/** Write the transpose of a row-major rows × columns matrix into `out`, and return it. */
export function transposed<T extends Float32Array | Float64Array>(
  values: Float64Array,
  out: T,
  rows: number,
  columns: number,
): T {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) out[j * rows + i] = values[i * columns + j]!;
  }
  return out;
}
