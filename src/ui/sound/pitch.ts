import { clamp } from "../../math/clamp.ts";

/** The tone of the line 2/η, in hertz. */
export const LINE_TONE = 440;

/** Octaves per doubling of S/(2/η): 5 % above the line is two and a half semitones. */
const OCTAVES = 3;
/** Farthest from the line's tone, in octaves: what small loudspeakers can play. */
const RANGE = 2;

/**
 * The tone of a sharpness, in hertz: as many octaves from the line's as 3 log₂(S/(2/η)), at most two.
 * @returns null where there is nothing to hear: a sharpness that is unknown or not positive
 */
export function toneOf(sharpness: number, threshold: number): number | null {
  const octaves = OCTAVES * Math.log2(sharpness / threshold);
  if (!(sharpness > 0) || !Number.isFinite(octaves)) return null;
  return LINE_TONE * 2 ** clamp(octaves, -RANGE, RANGE);
}

/** Whether sharpness went from one side of the line to the other. */
export function crossesLine(before: number | null, now: number | null): boolean {
  return before !== null && now !== null && before < LINE_TONE !== now < LINE_TONE;
}
