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
  const values = [...sharpness, ...twoOverEta].map(([, value]) => value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const at: ToPixels = (step, value) => {
    const share = high > low ? (value - low) / (high - low) : 0.5;
    const y = THUMBNAIL_HEIGHT - MARGIN - share * (THUMBNAIL_HEIGHT - 2 * MARGIN);
    return `${tenths((step / last) * THUMBNAIL_WIDTH)},${tenths(y)}`;
  };
  return { sharpness: path(sharpness, at), twoOverEta: steppedPath(twoOverEta, last, at) };
}

function tenths(value: number): string {
  return String(Math.round(10 * value) / 10);
}
