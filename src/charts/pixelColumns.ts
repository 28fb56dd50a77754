/** The entries of a column that share a pixel column on screen: what decimation works through. */
import { columnStarts } from "../math/decimation.ts";
import type { PixelScale } from "./scales.ts";

/**
 * The first entry of each pixel column from `left` to `right`, and one more at the end.
 * @param positions increasing places on the scale
 * @param columnWidth in CSS pixels
 */
export function pixelColumns(
  x: PixelScale,
  positions: Float64Array,
  { left, right }: { left: number; right: number },
  columnWidth: number,
): Int32Array {
  const [low, high] = x.domain;
  const count = Math.max(1, Math.round((right - left) / columnWidth));
  const edges = new Float64Array(count + 1);
  for (let c = 0; c < count; c++) edges[c] = x.toValue(left + c * columnWidth);
  edges[0] = low;
  // The last column takes in the right end itself.
  edges[count] = high + Math.abs(high) * 1e-9 + Number.MIN_VALUE;
  return columnStarts(positions, edges);
}

/** One entry more on either side of the columns, so that lines run to the ends of the panel. */
export function withNeighbours(starts: Int32Array, length: number): Int32Array {
  const last = starts.length - 1;
  starts[0] = Math.max(0, starts[0]! - 1);
  starts[last] = Math.min(length, starts[last]! + 1);
  return starts;
}
