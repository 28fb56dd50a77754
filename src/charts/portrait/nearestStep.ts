/** Which step of the path a pixel means. Pure. */
import type { PixelScale } from "../scales.ts";
import type { PhasePoints } from "./phasePath.ts";

/** Points so many pixels farther than the nearest one are as good as it. */
const ALIKE = 3;

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
  const distance = (step: number) =>
    Math.hypot(
      scales.x.toPixel(amplitude[step]!) - place.x,
      scales.y.toPixel(excess[step]!) - place.y,
    );
  let least = reach;
  for (let step = from; step <= to; step++) {
    const here = distance(step);
    if (here < least) least = here;
  }
  const wanted = last ?? to;
  let best: number | null = null;
  for (let step = from; step <= to; step++) {
    if (!(distance(step) <= Math.min(reach, least + ALIKE))) continue;
    if (best === null || Math.abs(step - wanted) <= Math.abs(best - wanted)) best = step;
  }
  return best;
}
