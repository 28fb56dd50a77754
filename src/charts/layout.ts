/** Where everything stands in the figure, in CSS pixels. Pure. */
import type { PanelName } from "./view.ts";

export interface PanelBox {
  name: PanelName;
  top: number;
  bottom: number;
}

export interface Layout {
  width: number;
  height: number;
  /** Left and right end of every panel. */
  left: number;
  right: number;
  /** Baseline-carrying height of the event lane above the first panel's title. */
  lane: number;
  /** Room above a panel for its title and read-outs. */
  titleHeight: number;
  panels: PanelBox[];
  /** Top of the stage ribbon, its height, and the line the x axis hangs from. */
  ribbonTop: number;
  ribbonHeight: number;
  axisTop: number;
  /** Size of ordinary and of title text. */
  fontSize: number;
  titleSize: number;
  /** Titles without read-outs, events in the first title row: lecture mode and slides. */
  bare: boolean;
  /** Everything at the desk's proportions, or short names and narrow margins. */
  short: boolean;
}

export interface LayoutInput {
  width: number;
  height: number;
  panels: readonly PanelName[];
  compact: boolean;
  fontSize: number;
  titleSize: number;
  /** Rows of words in the event lane. */
  laneRows: number;
  bare?: boolean;
}

/** Sharpness is tallest: it is the argument. */
const PROPORTION: Record<PanelName, number> = { loss: 182, sharpness: 268, distance: 112 };

/** From this text size on (lecture) words are few and short, or they would take the plot. */
export const LARGE_TEXT = 18;

const LEAST_PANEL = 24;

/** Left and right end of the panels: they depend on the width alone. */
export function horizontalSpan(
  width: number,
  compact: boolean,
  fontSize: number,
): { left: number; right: number; short: boolean } {
  const scale = fontSize / 12;
  const short = compact || fontSize >= LARGE_TEXT;
  const left = Math.round((compact ? 38 : fontSize >= LARGE_TEXT ? 38 : 46) * scale);
  const margin = Math.round((short ? 78 : 132) * scale);
  return { left, right: Math.max(left + 40, width - margin), short };
}

/** How far a title's baseline is above its panel, in heights of its text. */
export const TITLE_RISE = 0.7;

export function layoutOf(input: LayoutInput): Layout {
  const { width, height, compact, fontSize, titleSize, bare = false } = input;
  const { left, right, short } = horizontalSpan(width, compact, fontSize);
  const titleHeight = Math.round(titleSize * (bare ? 1.7 : 2));
  const above = bare ? 0 : Math.round(fontSize * (0.75 + 1.25 * input.laneRows));
  // Words of events on the baseline of the title.
  const lane = bare ? Math.round(titleHeight - TITLE_RISE * titleSize + 0.6 * fontSize) : above;
  const gap = bare ? 0.3 * fontSize : fontSize;
  const ribbonHeight = Math.round(fontSize * (fontSize >= LARGE_TEXT ? 1.15 : 0.84));
  const below = 4 + ribbonHeight + Math.round(fontSize * 1.2 + 10);
  const count = input.panels.length;
  const free = height - above - count * titleHeight - Math.max(0, count - 1) * gap - below;
  const total = input.panels.reduce((sum, name) => sum + PROPORTION[name], 0);
  const panels: PanelBox[] = [];
  let top = above + titleHeight;
  for (const name of input.panels) {
    const size = Math.max(LEAST_PANEL, Math.round((free * PROPORTION[name]) / total));
    panels.push({ name, top, bottom: top + size });
    top += size + gap + titleHeight;
  }
  const base = panels.at(-1)?.bottom ?? above;
  const ribbonTop = base + 4;
  return {
    width,
    height,
    left,
    right,
    lane,
    titleHeight,
    panels,
    ribbonTop,
    ribbonHeight,
    axisTop: ribbonTop + ribbonHeight,
    fontSize,
    titleSize,
    bare,
    short,
  };
}
