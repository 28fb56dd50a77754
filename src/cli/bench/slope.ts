export interface Slope {
  /** How much y grows per unit of x. */
  slope: number;
  /** What it is uncertain by, from how far the points lie off the line. */
  standardError: number;
}

/**
 * The line of least squares through points.
 * @throws RangeError for fewer than three points, or when all have the same x.
 */
export function fitSlope(x: readonly number[], y: readonly number[]): Slope {
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length;
  const meanY = y.reduce((sum, value) => sum + value, 0) / x.length;
  const spread = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (x.length < 3 || !(spread > 0)) {
    throw new RangeError("a slope needs three points, and not all at the same x");
  }
  const slope = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0) / spread;
  const squares = x.reduce(
    (sum, value, i) => sum + (y[i]! - meanY - slope * (value - meanX)) ** 2,
    0,
  );
  return { slope, standardError: Math.sqrt(squares / (x.length - 2) / spread) };
}
