import { clamp } from "../../math/clamp.ts";

/** A rectangle in pixels of the viewport. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const GAP = 6;
const MARGIN = 8;

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}

/** Places on the four sides of a box, for a note about `anchor`. */
function around(box: Box, anchor: Box, { width, height }: Box): { left: number; top: number }[] {
  const below = box.top + box.height + GAP;
  const above = box.top - height - GAP;
  const flushRight = anchor.left + anchor.width - width;
  return [
    { left: anchor.left, top: below },
    { left: flushRight, top: below },
    { left: anchor.left, top: above },
    { left: flushRight, top: above },
    { left: box.left - width - GAP, top: anchor.top },
    { left: box.left + box.width + GAP, top: anchor.top },
  ];
}

/**
 * Where a note of a given size goes: on screen, beside what it is about, clear of what must not be
 * covered as far as the screen allows, and near.
 */
export function placeBeside(
  anchor: Box,
  size: { width: number; height: number },
  screen: { width: number; height: number },
  avoid: readonly Box[],
): { left: number; top: number } {
  const note: Box = { left: 0, top: 0, ...size };
  let best = { left: MARGIN, top: MARGIN };
  let least = Infinity;
  for (const place of [anchor, ...avoid].flatMap((box) => around(box, anchor, note))) {
    const left = clamp(place.left, MARGIN, screen.width - size.width - MARGIN);
    const top = clamp(place.top, MARGIN, screen.height - size.height - MARGIN);
    const box = { left, top, ...size };
    const covered = avoid.reduce((sum, other) => sum + overlap(box, other), 0);
    const distance = Math.hypot(left - anchor.left, top - anchor.top);
    const cost = 1000 * overlap(box, anchor) + covered + distance;
    if (cost < least) {
      least = cost;
      best = { left, top };
    }
  }
  return best;
}
