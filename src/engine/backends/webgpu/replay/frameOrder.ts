/** Which segments make a step, in which order: by its number and the tracks that are on. */
import { QUARTIC_INTERVAL } from "../../../tracks/quartic.ts";
import type { SegmentName } from "./frame.ts";

/** The overlays that are carried along. */
export interface CarriedOverlays {
  /** The step at which they started. */
  start: number;
  /** Null without gradient flow. */
  flowSubsteps: number | null;
}

/** A step to `step`; without overlays, gradient descent alone. */
export function stepOrder(step: number, overlays: CarriedOverlays | null): SegmentName[] {
  if (overlays === null) return ["descent"];
  const { flowSubsteps } = overlays;
  const flow: SegmentName[] =
    flowSubsteps === null
      ? []
      : [...Array.from({ length: flowSubsteps - 1 }, () => "flowSubstep" as const), "flow"];
  return ["descent", ...flow, "curve", ...readingOrder(step, overlays)];
}

/** What a row of `step` needs once all tracks are there. */
export function readingOrder(step: number, overlays: CarriedOverlays): SegmentName[] {
  return [
    "readingBegin",
    ...(hasQuartic(step, overlays) ? ["quartic" as const] : []),
    "readingEnd",
  ];
}

export function hasQuartic(step: number, { start }: CarriedOverlays): boolean {
  return (step - start) % QUARTIC_INTERVAL === 0;
}
