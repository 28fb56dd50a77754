/**
 * The first index from ≤ i < to whose value is at least `wanted`, by halving; `to` when there is none.
 * @param values ascending between the two
 */
export function firstAtLeast(
  values: Float64Array,
  wanted: number,
  from: number,
  to: number,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
