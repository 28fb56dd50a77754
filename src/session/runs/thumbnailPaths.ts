/** A thumbnail as SVG path data. */
import type { Thumbnail, ThumbnailLine } from "./keptRun.ts";

export const THUMBNAIL_WIDTH = 300;
export const THUMBNAIL_HEIGHT = 68;
const MARGIN = 3;

export interface ThumbnailPaths {
  sharpness: string;
  /** 2/η, level by level. */
  twoOverEta: string;
}

/** Values further apart are told on a log scale: those of a run that diverged. */
const WIDE = 50;

type ToPixels = (step: number, value: number) => string;

function path(line: ThumbnailLine, at: ToPixels): string {
  return line.map(([step, value], i) => `${i === 0 ? "M" : "L"}${at(step, value)}`).join("");
}

/** Constant up to the next level, and on to the end. */
function steppedPath(line: ThumbnailLine, last: number, at: ToPixels): string {
  return line
    .map(([step, value], i) => `M${at(step, value)}L${at(line[i + 1]?.[0] ?? last, value)}`)
    .join("");
}

/** In a box of `THUMBNAIL_WIDTH` × `THUMBNAIL_HEIGHT`, to a tenth of its unit. */
export function thumbnailPaths({ sharpness, twoOverEta }: Thumbnail, rows: number): ThumbnailPaths {
  const last = Math.max(1, rows - 1);
  let low = Infinity;
  let high = -Infinity;
  for (const [, value] of [...sharpness, ...twoOverEta]) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const isWide = low > 0 && high > WIDE * low;
  // Halves: the difference of two numbers may be beyond the largest number.
  const scaled = (value: number) => (isWide ? Math.log(value) : value / 2);
  const size = scaled(high) - scaled(low);
  const at: ToPixels = (step, value) => {
    const share = size > 0 ? (scaled(value) - scaled(low)) / size : 0.5;
    const y = THUMBNAIL_HEIGHT - MARGIN - share * (THUMBNAIL_HEIGHT - 2 * MARGIN);
    return `${tenths((step / last) * THUMBNAIL_WIDTH)},${tenths(y)}`;
  };
  return { sharpness: path(sharpness, at), twoOverEta: steppedPath(twoOverEta, last, at) };
}

function tenths(value: number): string {
  return String(Math.round(10 * value) / 10);
}
