/** The log axis of the η track. */
import { clamp } from "../../math/clamp.ts";
import type { Sweep } from "../../protocol/sweep.ts";

export interface TrackScale {
  from: number;
  to: number;
}

/** How far the track reaches to either side of the first η where nothing was measured. */
const REACH = 20;

/** From the first to the last measured η; else around the η the experiment starts with. */
export function trackScale(initial: number, sweep: Sweep | null): TrackScale {
  const first = sweep?.points[0]?.learningRate;
  const last = sweep?.points.at(-1)?.learningRate;
  return first !== undefined && last !== undefined && first < last
    ? { from: first, to: last }
    : { from: initial / REACH, to: Math.min(initial * REACH, 1000) };
}

/** Where a value lies on the track, from 0 to 1; beyond the ends, at the ends. */
export function placeOn({ from, to }: TrackScale, value: number): number {
  const place = Math.log(value / from) / Math.log(to / from);
  return clamp(place, 0, 1);
}

/** A place as CSS writes it. */
export function percentOf(place: number): string {
  return `${(100 * place).toFixed(2)}%`;
}

/** The value at a place, with as many digits as a drag can mean. */
export function valueAt({ from, to }: TrackScale, place: number): number {
  return Number((from * (to / from) ** place).toPrecision(3));
}
