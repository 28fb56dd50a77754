/**
 * How much y grows per unit of x: the slope of the line of least squares.
 * @throws RangeError for fewer than two different x.
 */
export function slope(x: readonly number[], y: readonly number[]): number {
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length;
  const meanY = y.reduce((sum, value) => sum + value, 0) / x.length;
  const spread = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  if (!(spread > 0)) throw new RangeError("a slope needs two different x");
  return x.reduce((sum, value, i) => sum + (value - meanX) * (y[i]! - meanY), 0) / spread;
}
