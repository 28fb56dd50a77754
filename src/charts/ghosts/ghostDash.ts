/** Dashes tell compared runs apart: they all have one hue, which is no curve's. */

/** By slot, in multiples of the line's width; the first is solid. */
const DASHES: readonly (readonly number[])[] = [
  [],
  [5, 2],
  [2, 2],
  [8, 2, 2, 2],
  [1, 2.5],
  [12, 3],
];

/** So many runs are compared at most: as many as there are dashes to tell them apart. */
export const GHOST_SLOTS = DASHES.length;

export const GHOST_WIDTH = 1.6;

/** Lengths in pixels; empty for a solid line. */
export function ghostDash(slot: number): number[] {
  return (DASHES[slot % GHOST_SLOTS] ?? []).map((length) => length * GHOST_WIDTH);
}

/** The first dash that no other run has: a run keeps its own while it is compared. */
export function freeSlot(taken: readonly number[]): number {
  const free = DASHES.findIndex((_, slot) => !taken.includes(slot));
  return Math.max(0, free);
}
