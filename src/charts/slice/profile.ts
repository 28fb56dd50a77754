/** What a slice measured, between its samples. */
import type { Slice } from "../../protocol/slice.ts";

/** The interval of increasing `offsets` that holds `at`; −1 outside. */
function intervalOf(offsets: readonly number[], at: number): number {
  if (!(at >= offsets[0]! && at <= offsets.at(-1)!)) return -1;
  const next = offsets.findIndex((offset) => offset > at);
  return next < 0 ? offsets.length - 2 : next - 1;
}

/** L(θ† + s u): the cubic through values and slopes at both ends of its interval; NaN outside. */
export function lossAlong({ alongU: { offsets, losses, slopes } }: Slice, s: number): number {
  const i = intervalOf(offsets, s);
  if (i < 0) return NaN;
  const h = offsets[i + 1]! - offsets[i]!;
  const t = (s - offsets[i]!) / h;
  const value = (1 - t) ** 2 * ((1 + 2 * t) * losses[i]! + t * h * slopes[i]!);
  return value + t ** 2 * ((3 - 2 * t) * losses[i + 1]! + (t - 1) * h * slopes[i + 1]!);
}

/** S(θ† + w∇S⊥), straight between samples; NaN outside. */
export function sharpnessAlong({ alongSharpness }: Slice, w: number): number {
  const { offsets, sharpnesses } = alongSharpness;
  const i = intervalOf(offsets, w);
  if (i < 0) return NaN;
  const t = (w - offsets[i]!) / (offsets[i + 1]! - offsets[i]!);
  return (1 - t) * sharpnesses[i]! + t * sharpnesses[i + 1]!;
}

/** L + (∇L·u) s + ½ S s² */
export function quadraticAlong({ loss, slope, sharpness }: Slice, s: number): number {
  return loss + slope * s + (sharpness * s ** 2) / 2;
}

/** The cubic term alone, ∇³L(u, u, u) s³/6. */
export function cubicTerm({ sharpnessSlope }: Slice, s: number): number {
  return (sharpnessSlope * s ** 3) / 6;
}
