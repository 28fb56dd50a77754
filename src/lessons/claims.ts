/** What a lesson says of its run, as data: tests check it on the runs, the page on the run on screen. */
import type { StoppedOverlay, StopReason } from "../protocol/annotations.ts";
import { at, measured, type Measure, type Quantity } from "./measure.ts";
import type { RunRows } from "./runRows.ts";

export type Claim =
  /** One number is below another. */
  | { kind: "less"; smaller: Measure; larger: Measure }
  /** Two numbers differ by at most `share` of the second. */
  | { kind: "near"; value: Measure; to: Measure; share: number }
  /** Each step has less of it than the one before. */
  | { kind: "falls"; of: Quantity; from: number; to: number }
  /** The overlays start between two steps. */
  | { kind: "edge"; from: number; to: number }
  /** The run does not reach the edge by this step. */
  | { kind: "noEdge"; by: number }
  /** A prediction's claim ends between two steps, for this reason. */
  | { kind: "stops"; overlay: StoppedOverlay; reason: StopReason; from: number; to: number }
  /** No claim of this overlay has ended by this step. */
  | { kind: "goesOn"; overlay: StoppedOverlay; by: number }
  | { kind: "all"; claims: readonly Claim[] };

export function less(smaller: Measure, larger: Measure): Claim {
  return { kind: "less", smaller, larger };
}

export function near(value: Measure, to: Measure, share: number): Claim {
  return { kind: "near", value, to, share };
}

export function falls(of: Quantity, from: number, to: number): Claim {
  return { kind: "falls", of, from, to };
}

export function edge(from: number, to: number): Claim {
  return { kind: "edge", from, to };
}

export function all(...claims: readonly Claim[]): Claim {
  return { kind: "all", claims };
}

const isWithin = (step: number, from: number, to: number) => step >= from && step <= to;

/** Whether a claim is true of a run; false where the run has not come far enough to tell. */
export function holds(claim: Claim, run: RunRows): boolean {
  switch (claim.kind) {
    case "less":
      return measured(claim.smaller, run) < measured(claim.larger, run);
    case "near": {
      const to = measured(claim.to, run);
      return Math.abs(measured(claim.value, run) - to) <= claim.share * Math.abs(to);
    }
    case "falls": {
      for (let step = claim.from + 1; step <= claim.to; step++) {
        const before = measured(at(claim.of, step - 1), run);
        if (!(measured(at(claim.of, step), run) < before)) return false;
      }
      return true;
    }
    case "edge":
      return run.annotations.edgeSteps.some((step) => isWithin(step, claim.from, claim.to));
    case "noEdge":
      return run.length > claim.by && !run.annotations.edgeSteps.some((step) => step <= claim.by);
    case "stops":
      return run.annotations.overlayStops.some(
        ({ overlay, reason, step }) =>
          overlay === claim.overlay &&
          reason === claim.reason &&
          isWithin(step, claim.from, claim.to),
      );
    case "goesOn":
      return (
        run.length > claim.by &&
        !run.annotations.overlayStops.some(
          ({ overlay, step }) => overlay === claim.overlay && step <= claim.by,
        )
      );
    case "all":
      return claim.claims.every((part) => holds(part, run));
  }
}
