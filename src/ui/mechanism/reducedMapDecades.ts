/** The places of the slider for x₀/δ: 0, then a decade each from 10⁻⁶ to 1. */

/** The last place, 1. */
export const DECADES = 7;

const LOWEST = -6;

/** x₀/δ at a place of the slider. */
export function startAt(place: number): number {
  return place === 0 ? 0 : Number(`1e${place - 1 + LOWEST}`);
}

/** The place nearest to a start, which may lie between two or beyond the last. */
export function decadeOf(start: number): number {
  if (start === 0) return 0;
  return Math.min(DECADES, Math.max(1, Math.round(Math.log10(start)) - LOWEST + 1));
}
