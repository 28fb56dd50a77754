/** The two lines of a kept run's picture, as SVG paths. */
import type { RunSummary, ThumbnailLine } from "../../session/runs/keptRun.ts";

export const WIDTH = 300;
export const HEIGHT = 68;
const MARGIN = 3;

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

/** Sharpness and 2/η over the whole run, in `WIDTH` × `HEIGHT` pixels. */
export function thumbnailPaths(run: Pick<RunSummary, "rows" | "thumbnail">): {
  sharpness: string;
  twoOverEta: string;
} {
  const { sharpness, twoOverEta } = run.thumbnail;
  const last = Math.max(1, run.rows - 1);
  let low = Infinity;
  let high = -Infinity;
  for (const [, value] of [...sharpness, ...twoOverEta]) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const at: ToPixels = (step, value) => {
    // Halves: the difference of two numbers may be beyond the largest number.
    const share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5;
    const y = HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
    return `${((step / last) * WIDTH).toFixed(1)},${y.toFixed(1)}`;
  };
  return { sharpness: path(sharpness, at), twoOverEta: steppedPath(twoOverEta, last, at) };
}
