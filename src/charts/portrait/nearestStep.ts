/** Which step of the path a pixel means. Pure. */
import type { PixelScale } from "../scales.ts";
import type { PhasePoints } from "./phasePath.ts";

/** A step far away in time counts as so many pixels farther, and comes to that slowly. */
const MOST_AWAY = 6;
const STEPS_PER_PIXEL = 8;

export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * The step from ≤ i ≤ to whose point lies nearest to a pixel, null when none lies within `reach`.
 * Where loops lie on each other, the step nearest in time to `last` is meant, so that following a loop
 * goes on to the next one; without it the latest.
 */
export function nearestStep(
  points: PhasePoints,
  range: { from: number; to: number },
  scales: { x: PixelScale; y: PixelScale },
  place: Place,
  reach: number,
  last: number | null,
): number | null {
  const { from, to } = range;
  const { amplitude, excess } = points;
  const wanted = last ?? to;
  let best: number | null = null;
  let least = Infinity;
  for (let step = from; step <= to; step++) {
    const across = scales.x.toPixel(amplitude[step]!) - place.x;
    const upwards = scales.y.toPixel(excess[step]!) - place.y;
    const distance = Math.sqrt(across * across + upwards * upwards);
    if (!(distance <= reach)) continue;
    const cost = distance + Math.min(MOST_AWAY, Math.abs(step - wanted) / STEPS_PER_PIXEL);
    if (cost <= least) {
      least = cost;
      best = step;
    }
  }
  return best;
}
