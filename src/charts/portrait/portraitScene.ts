/** What one frame of the portrait shows, in data and pixels. */
import { activeModesAt } from "../../session/leadingPrediction.ts";
import { formatTick } from "../format.ts";
import { linearScale, type PixelScale } from "../scales.ts";
import { stageAt, type Stage } from "../stageRuns.ts";
import type { MeasureText } from "../textWidth.ts";
import type { View } from "../view.ts";
import type { PortraitMoment } from "./moment.ts";
import type { PhaseDomain } from "./phaseDomain.ts";
import type { PhasePath, PhasePoints } from "./phasePath.ts";
import type { PortraitTokens } from "./portraitTokens.ts";

export interface PlotBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

export interface PortraitScene {
  readonly path: PhasePath;
  /** The reduced map; null where it is not shown. */
  readonly map: PhasePoints | null;
  readonly moment: PortraitMoment;
  readonly view: View;
  readonly tokens: PortraitTokens;
  readonly box: PlotBox;
  readonly domain: PhaseDomain;
  /** Of |x|. */
  readonly x: PixelScale;
  /** Of y, upwards. */
  readonly y: PixelScale;
  readonly yTicks: readonly Tick[];
  /** Pixel between small and large oscillations. */
  readonly divide: number;
  /** At the step shown. */
  readonly stage: Stage | null;
  /** First step of what is drawn strongly. */
  readonly recentFrom: number;
}

/** Axes of the picture that has no numbers yet. */
export const UNIT_DOMAIN: PhaseDomain = { amplitude: [0, 1], excess: [-1, 1] };

/** Where the quadrants meet when there is no balance point to say where. */
const MIDDLE = 0.42;

/** Longest path that is drawn strongly, in steps. */
const RECENT_STEPS = 600;
/** With a loop for each of several modes, which would cover each other. */
const RECENT_STEPS_OF_MODES = 45;

/** One tick per so many pixels, at the desk's text size. */
const SPACING = 46;

const MARGIN = 4;

/** +0.5 above the line, −0.5 below it. */
function formatExcess(value: number): string {
  return value > 0 ? `+${formatTick(value)}` : formatTick(value);
}

function ticksOf(domain: PhaseDomain, height: number, fontSize: number): Tick[] {
  const scale = linearScale(domain.excess, [0, 1]);
  const count = Math.max(3, Math.round((height / SPACING) * (12 / fontSize)));
  return scale
    .ticks(count)
    .filter((value) => value !== 0)
    .map((value) => ({ value, text: formatExcess(value) }));
}

export function buildScene(
  parts: Pick<PortraitScene, "path" | "map" | "moment" | "view" | "tokens" | "domain">,
  size: { width: number; height: number },
  measure: MeasureText,
): PortraitScene {
  const { path, moment, tokens, domain } = parts;
  const { fontSize } = tokens;
  const top = MARGIN;
  const bottom = size.height - Math.round(1.75 * fontSize);
  const y = linearScale(domain.excess, [bottom, top]);
  // A label reaches half its height beyond its tick.
  const yTicks = (moment.stretch === null ? [] : ticksOf(domain, bottom - top, fontSize)).filter(
    ({ value }) =>
      y.toPixel(value) > top + fontSize / 2 && y.toPixel(value) < bottom - fontSize / 2,
  );
  const font = { family: tokens.sans, size: fontSize };
  const labels = yTicks.map(({ text }) => measure(text, font));
  const left = Math.ceil(Math.max(2.85 * fontSize, ...labels.map((label) => label + 8)));
  const right = size.width - MARGIN;
  const x = linearScale(domain.amplitude, [left, right]);
  const { balance, stretch } = moment;
  const most = activeModesAt(path.history, moment.end) > 1 ? RECENT_STEPS_OF_MODES : RECENT_STEPS;
  const divide =
    balance !== null
      ? Math.min(right, x.toPixel(balance.delta))
      : stretch === null
        ? left + MIDDLE * (right - left)
        : left;
  return {
    ...parts,
    box: { ...size, left, right, top, bottom },
    x,
    y,
    yTicks,
    divide,
    stage: stretch === null ? null : stageAt(path.history, moment.shown),
    recentFrom: stretch === null ? 0 : path.recentFrom(moment.end, stretch.from, most),
  };
}
