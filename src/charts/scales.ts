/** Mapping values to pixels: closures for the hot path, D3 for the ticks. */
import { ticks } from "d3";
import type { Domain } from "./domains.ts";

export interface PixelScale {
  domain: Domain;
  log: boolean;
  /** NaN for what the scale cannot show (zero and below on a log scale). */
  toPixel(value: number): number;
  toValue(pixel: number): number;
  /** About as many round values as asked for, within the domain. */
  ticks(count: number): number[];
}

/** @param range pixels of the two ends of the domain */
export function linearScale(domain: Domain, range: readonly [number, number]): PixelScale {
  const [low, high] = domain;
  const slope = (range[1] - range[0]) / (high - low);
  const offset = range[0] - low * slope;
  return {
    domain,
    log: false,
    toPixel: (value) => offset + slope * value,
    toValue: (pixel) => (pixel - offset) / slope,
    ticks: (count) => ticks(domain[0], domain[1], count),
  };
}

/** Mantissas of log ticks, from dense to sparse; then every n-th power of ten. */
const MANTISSA_SETS = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 5],
  [1, 3],
];

function powersOfTen([low, high]: Domain): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** At most `count` ticks, the most informative set that fits. */
export function logTicks(domain: Domain, count: number): number[] {
  const inside = (value: number) =>
    value >= domain[0] * (1 - 1e-9) && value <= domain[1] * (1 + 1e-9);
  const exponents = powersOfTen(domain);
  for (const mantissas of MANTISSA_SETS) {
    const values = exponents
      .flatMap((e) => mantissas.map((m) => Number(`${m}e${e}`)))
      .filter(inside);
    if (values.length <= count) {
      if (values.length >= Math.min(3, count)) return values;
      break;
    }
  }
  const powers = exponents.map((e) => Number(`1e${e}`)).filter(inside);
  // Within a part of a decade the scale is nearly linear, and so may its ticks be.
  if (powers.length < 2) return ticks(domain[0], domain[1], count).filter(inside);
  const every = Math.ceil(powers.length / Math.max(1, count));
  return powers.filter((_, i) => i % every === 0);
}

/** @param domain positive */
export function logScale(domain: Domain, range: readonly [number, number]): PixelScale {
  const low = Math.log(domain[0]);
  const slope = (range[1] - range[0]) / (Math.log(domain[1]) - low);
  const offset = range[0] - low * slope;
  return {
    domain,
    log: true,
    toPixel: (value) => (value > 0 ? offset + slope * Math.log(value) : NaN),
    toValue: (pixel) => Math.exp((pixel - offset) / slope),
    ticks: (count) => logTicks(domain, count),
  };
}
