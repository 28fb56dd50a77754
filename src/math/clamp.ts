/** The value, or the end it lies beyond; `low` where the ends are the wrong way round. NaN stays NaN. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
