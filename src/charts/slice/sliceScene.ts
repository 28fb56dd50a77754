/** A slice in pixels: everything that is drawn of it. Pure. */
import { clamp } from "../../math/clamp.ts";
import { steadyDomain, type Domain } from "../domains.ts";
import { linearScale, type PixelScale } from "../scales.ts";
import { cubicTerm, lossAlong, quadraticAlong, sharpnessAlong } from "./profile.ts";
import type { SliceSituation } from "./situation.ts";
import type { SliceLayout } from "./sliceLayout.ts";

export interface Pixel {
  x: number;
  y: number;
}

/** A pixel, or where nothing is measured: a gap. */
export type Path = (Pixel | null)[];

export interface SliceScene {
  situation: SliceSituation;
  layout: SliceLayout;
  along: PixelScale;
  loss: { y: PixelScale; truth: Path; quadratic: Path; cubic: Path; center: Pixel };
  /** Feet of the ticks at −δ and δ; empty while δ is 0 or beyond the window. */
  deltas: { sign: -1 | 1; on: Pixel }[];
  /** On the curve; null where it is not measured. The last is where the run is. */
  balls: (Pixel | null)[];
  predicted: Pixel | null;
  strip: { y: PixelScale; tick: number; truth: Path; cubic: Path; ball: Pixel | null };
  /** How many times taller the strip draws the same loss. */
  magnification: number;
  sharpness: SharpnessScene;
}

export interface SharpnessScene {
  along: PixelScale;
  y: PixelScale;
  samples: Pixel[];
  truth: Path;
  line: [Pixel, Pixel];
  edge: number;
  center: Pixel;
  ball: Pixel | null;
  /** Which way a step at this x moves it along the line, −1 to 1; 0 in balance. */
  push: number;
}

/** Domains of the last scene, so that axes keep still. */
export interface SliceDomains {
  loss: Domain;
  strip: number;
  sharpness: Domain;
}

const POINTS = 96;
/** Half-widths of the window, in δ. */
const WIDTHS = [3.5, 5, 7, 10, 15, 20, 30, 50, 100];
/** The farthest of late stays inside by this factor. */
const ROOM = 1.15;
const ROUND = [1, 1.5, 2, 3, 4, 5, 7, 10];

/** How far the window shows to either side of θ†: round multiples of δ, as far as is measured. */
export function windowOf({ slice, reach }: SliceSituation): number {
  const measured = slice.alongU.offsets.at(-1)!;
  const wanted = ROOM * reach.x;
  const multiple = WIDTHS.find((width) => width * slice.delta >= wanted);
  const width = slice.delta > 0 && multiple !== undefined ? multiple * slice.delta : Infinity;
  return Math.min(measured, width);
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (ROUND.find((m) => m * power >= value * (1 - 1e-12)) ?? 10);
}

/** The largest round number up to `value`. */
function roundTick(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([5, 4, 3, 2, 1.5, 1].find((m) => m * power <= value * (1 + 1e-12)) ?? 1);
}

export function buildSliceScene(
  situation: SliceSituation,
  layout: SliceLayout,
  before: SliceDomains | null,
): { scene: SliceScene; domains: SliceDomains } {
  const { slice, positions, predictedX } = situation;
  const width = windowOf(situation);
  const along = linearScale([-width, width], [layout.loss.left, layout.loss.right]);
  const offsets = Array.from({ length: POINTS + 1 }, (_, i) => (2 * i) / POINTS - 1);
  const at = offsets.map((share) => share * width);
  const truths = at.map((s) => lossAlong(slice, s));
  const finite = truths.filter(Number.isFinite);
  const walls = [...finite, quadraticAlong(slice, width), quadraticAlong(slice, -width)];
  const extent = { low: Math.min(slice.loss, ...finite), high: Math.max(...walls) };
  const lossDomain = steadyDomain(before?.loss ?? null, extent, false);
  const y = linearScale(lossDomain, [layout.loss.bottom, layout.loss.top]);
  const path = (values: readonly number[], scale: PixelScale) =>
    values.map((value, i) => pixelOf(along.toPixel(at[i]!), scale.toPixel(value)));
  const onCurve = (s: number) => {
    const isShown = Math.abs(s) <= width;
    return isShown ? pixelOf(along.toPixel(s), y.toPixel(lossAlong(slice, s))) : null;
  };

  const left = truths.map((value, i) => value - quadraticAlong(slice, at[i]!));
  const terms = at.map((s) => cubicTerm(slice, s));
  const most = Math.max(...[...left, ...terms].filter(Number.isFinite).map(Math.abs));
  const reach = stripReach(most, lossDomain, before?.strip ?? null);
  const stripY = linearScale([-reach, reach], [layout.strip.bottom, layout.strip.top]);
  const x = positions.at(-1)!;
  const rest = lossAlong(slice, x) - quadraticAlong(slice, x);
  const { scene: sharpness, domain } = sharpnessScene(situation, layout, before);
  const scene: SliceScene = {
    situation,
    layout,
    along,
    loss: {
      y,
      truth: path(truths, y),
      quadratic: path(
        at.map((s) => quadraticAlong(slice, s)),
        y,
      ),
      cubic: path(
        at.map((s, i) => quadraticAlong(slice, s) + terms[i]!),
        y,
      ),
      center: { x: along.toPixel(0), y: y.toPixel(slice.loss) },
    },
    deltas: ([-1, 1] as const).flatMap((sign) => {
      const on = slice.delta > 0 ? onCurve(sign * slice.delta) : null;
      return on === null ? [] : [{ sign, on }];
    }),
    balls: positions.map(onCurve),
    predicted: onCurve(predictedX),
    strip: {
      y: stripY,
      tick: roundTick(0.9 * reach),
      truth: path(left, stripY),
      cubic: path(terms, stripY),
      ball: Math.abs(x) <= width ? pixelOf(along.toPixel(x), stripY.toPixel(rest)) : null,
    },
    magnification: Math.abs(
      (stripY.toPixel(1) - stripY.toPixel(0)) / (y.toPixel(1) - y.toPixel(0)),
    ),
    sharpness,
  };
  return { scene, domains: { loss: lossDomain, strip: reach, sharpness: domain } };
}

/** How much the strip holds on either side of zero. A parabola leaves nothing: then any will do. */
function stripReach(most: number, [low, high]: Domain, before: number | null): number {
  const needed = most > 1e-9 * (high - low) ? most : 1e-3 * (high - low);
  return before !== null && needed <= before && needed > 0.4 * before ? before : roundUp(needed);
}

function sharpnessScene(
  { slice, y: excess, twoOverEta, reach, squareOverBalance }: SliceSituation,
  { sharpness: box }: SliceLayout,
  before: SliceDomains | null,
): { scene: SharpnessScene; domain: Domain } {
  const { offsets, sharpnesses } = slice.alongSharpness;
  const { beta, sharpness, alpha } = slice;
  const measured = offsets.at(-1) ?? 1;
  const wanted = Math.max(2 * Math.sqrt(Math.max(0, alpha)), ROOM * reach.y) / beta;
  const width = wanted > 0 ? Math.min(measured, wanted) : measured;
  const along = linearScale([-width, width], [box.left, box.right]);
  const shown = offsets.map((w) => Math.abs(w) <= width * (1 + 1e-9));
  const values = sharpnesses.filter((value, i) => shown[i] && Number.isFinite(value));
  const ends = [-width, width].map((w) => sharpness + beta * w);
  const all = [...values, ...ends, twoOverEta, sharpness];
  const extent = { low: Math.min(...all), high: Math.max(...all) };
  const domain = steadyDomain(before?.sharpness ?? null, extent, false);
  const y = linearScale(domain, [box.bottom, box.top]);
  const at = (w: number, value: number) => pixelOf(along.toPixel(w), y.toPixel(value));
  const w = excess / beta;
  const samples = offsets.map((offset, i) => at(offset, sharpnesses[i]!));
  const cut = [-width, width].map((end) => at(end, sharpnessAlong(slice, end)));
  return {
    domain,
    scene: {
      along,
      y,
      samples: samples.flatMap((pixel, i) => (shown[i] && pixel !== null ? [pixel] : [])),
      truth: [cut[0]!, ...samples.filter((_, i) => shown[i]), cut[1]!],
      line: [at(-width, ends[0]!)!, at(width, ends[1]!)!],
      edge: y.toPixel(twoOverEta),
      center: at(0, sharpness)!,
      ball: Math.abs(w) <= width ? at(w, sharpnessAlong(slice, w)) : null,
      push: pushOf(squareOverBalance),
    },
  };
}

/** Δw = η(δ² − x²)/2 a step: down past the balance point, up before it. */
function pushOf(squareOverBalance: number): number {
  return Number.isNaN(squareOverBalance) ? 0 : clamp(1 - squareOverBalance, -1, 1);
}

function pixelOf(x: number, y: number): Pixel | null {
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
}
