/** Domains that stay put while a curve grows, and widen in round steps. Pure. */
import { tickStep } from "d3";

export type Domain = readonly [low: number, high: number];

export interface Extent {
  low: number;
  high: number;
}

export const EMPTY: Extent = { low: Infinity, high: -Infinity };

export function isEmpty(extent: Extent): boolean {
  return !(extent.low <= extent.high);
}

export function union(a: Extent, b: Extent): Extent {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

/**
 * The part of `guest` within a share of the size of `host` beyond it: overlays may stretch the
 * domain that the run sets, but not take it over.
 */
export function limitTo(guest: Extent, host: Extent, share: number): Extent {
  if (isEmpty(host)) return guest;
  const size = Math.max(host.high - host.low, 0.02 * Math.abs(host.high));
  return {
    low: Math.max(guest.low, host.low - share * size),
    high: Math.min(guest.high, host.high + share * size),
  };
}

const PADDING = 0.04;

/** What varies by less than this share of itself is drawn as the constant that it is, not as its rounding. */
const CONSTANT = 1e-4;

/** The round domain around an extent: half a tick step is the grain. */
function roundLinear(extent: Extent): Domain {
  let { low, high } = extent;
  if (high - low < CONSTANT * Math.max(Math.abs(low), Math.abs(high))) {
    const half = Math.abs(high) / 20 || 0.5;
    low -= half;
    high += half;
  }
  const padding = PADDING * (high - low);
  const grain = tickStep(low, high, 8) / 2;
  const bottom = Math.floor((low - padding) / grain) * grain;
  const top = Math.ceil((high + padding) / grain) * grain;
  return [extent.low >= 0 ? Math.max(0, bottom) : bottom, top];
}

const MANTISSAS = [1, 1.5, 2, 3, 4, 5, 7, 10];

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (MANTISSAS.findLast((m) => m * power <= value * (1 + 1e-12)) ?? 1);
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (MANTISSAS.find((m) => m * power >= value * (1 - 1e-12)) ?? 10);
}

/** More decades than this are cut off below: rounding noise would take the panel. */
const DECADES = 13;

function roundLog(extent: Extent): Domain {
  const low = Math.max(extent.low, extent.high * 10 ** -DECADES);
  const bottom = roundDown(low * 0.97);
  const top = roundUp(extent.high * 1.03);
  return [bottom, top > bottom ? top : bottom * 10];
}

function size(domain: Domain, log: boolean): number {
  return log ? Math.log(domain[1] / domain[0]) : domain[1] - domain[0];
}

/** How much larger than needed a domain may stay before it is drawn in. */
const SLACK = 2;

/** What outgrows a domain gets this share of its size ahead, so that it is not outgrown soon. */
const AHEAD = 0.12;

/** The extent, with room ahead on the sides where it has left the previous domain. */
function withRoomAhead(extent: Extent, previous: Domain, log: boolean): Extent {
  const room = AHEAD * size([Math.min(extent.low, previous[0]), extent.high], log);
  const beyond = (value: number, shift: number) => (log ? value * Math.exp(shift) : value + shift);
  const low = extent.low < previous[0] ? beyond(extent.low, -room) : extent.low;
  return {
    low: extent.low >= 0 && low < 0 ? 0 : low,
    high: extent.high > previous[1] ? beyond(extent.high, room) : extent.high,
  };
}

/**
 * The domain for an extent: the previous one as long as the extent lies in it and takes a fair
 * share of it, else a round one. On a log scale the extent must be positive.
 */
export function steadyDomain(previous: Domain | null, extent: Extent, log: boolean): Domain {
  const fresh = log ? roundLog(extent) : roundLinear(extent);
  if (
    previous &&
    extent.low >= previous[0] &&
    extent.high <= previous[1] &&
    size(previous, log) <= SLACK * size(fresh, log)
  ) {
    return previous;
  }
  if (!previous || size(previous, log) > SLACK * size(fresh, log)) return fresh;
  const ahead = withRoomAhead(extent, previous, log);
  return log ? roundLog(ahead) : roundLinear(ahead);
}

const LAST_STEPS = [1, 1.5, 2, 3, 5, 7, 10];

/** Share of the planned run from which on the whole of it is laid out. */
const WHOLE_RUN = 1 / 3;

/**
 * The last step of the x axis: round numbers ahead of the head, then the planned length.
 * @param head last step known
 * @param planned where the run pauses; 0 when open
 * @param least smallest axis while a run grows
 */
export function lastStepShown(head: number, planned: number, least: number): number {
  if (planned > 0 && head <= planned && (head >= WHOLE_RUN * planned || planned <= least)) {
    return planned;
  }
  const wanted = Math.max(head, least, 1);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const round = (LAST_STEPS.find((m) => m * power >= wanted) ?? 10) * power;
  return planned > 0 && head <= planned ? Math.min(round, planned) : round;
}

/**
 * Lower limit of the sharpness panel once the run is at the edge: far enough below 2/η to see
 * where sharpness comes from, near enough for the oscillation to have room.
 * @param excursion largest |S − 2/η| since the edge
 */
export function focusBelow(twoOverEta: number, excursion: number): number {
  return twoOverEta - 8 * Math.max(excursion, 0.025 * twoOverEta);
}
