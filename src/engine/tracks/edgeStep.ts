/**
 * The edge step: the first step t whose midpoint sharpness S((θ_t + θ_{t+1})/2) is at least 2/η.
 * At the midpoint the zig-zag along u cancels, which at the iterates would cross the line early.
 */
import { isSignCanonical, midpoint, plusScaled, scaleInPlace } from "../../math/vector.ts";
import type { Row } from "../../protocol/columns.ts";
import type { TaylorModel } from "../taylor/taylorModel.ts";
import type { Center, Orientation } from "./center.ts";
import { project } from "./constrainedTrajectory.ts";
import type { TrackContext } from "./context.ts";
import { measureIterate, type Iterate } from "./gradientDescent.ts";

/** Below this share of 2/η at both ends of a step, its midpoint cannot reach the line. */
const MIDPOINT_MARGIN = 0.98;

/** A step with a sharpness below this at both ends is not the edge step. */
function edgeCandidateSharpness(learningRate: number): number {
  return (MIDPOINT_MARGIN * 2) / learningRate;
}

/** Whether the step from `iterate` to `successor` has its midpoint at or above 2/η. */
export async function isMidpointAtEdge(
  context: TrackContext,
  iterate: Iterate,
  successor: Iterate,
  learningRate: number,
): Promise<boolean> {
  const highest = Math.max(iterate.eigen.values[0]!, successor.eigen.values[0]!);
  if (highest < edgeCandidateSharpness(learningRate)) return false;
  const between = midpoint(iterate.parameters, successor.parameters);
  const middle = await measureIterate(context, between, 1, iterate);
  return middle.eigen.values[0]! >= 2 / learningRate;
}

/** u at an iterate, its largest-magnitude entry positive: that of the experiment's own network. */
export function orientationAt(model: Pick<TaylorModel, "lift">, iterate: Iterate): Orientation {
  const topEigenvector = iterate.eigen.vectorOf(0);
  const asWritten = model.lift?.(topEigenvector) ?? topEigenvector;
  if (!isSignCanonical(asWritten)) scaleInPlace(topEigenvector, -1);
  return { topEigenvector, history: iterate.history };
}

/**
 * θ + k δ u, measured: a seed for the first oscillation that is larger than rounding. δ is taken at
 * the projection of θ.
 * @returns null when δ is zero (α ≤ 0 there), so that the nudge has no size.
 * @throws NonFiniteError when the projection leaves the region where the loss is finite.
 */
export async function nudgedIterate(
  context: TrackContext,
  iterate: Iterate,
  nudge: number,
  learningRate: number,
  orientation: Orientation,
): Promise<Iterate | null> {
  const center: Center = await project(context, iterate.parameters, learningRate, orientation);
  if (center.delta === 0) return null;
  const size = nudge * center.delta;
  const parameters = plusScaled(iterate.parameters, size, orientation.topEigenvector);
  return measureIterate(context, parameters, iterate.eigen.values.length, iterate);
}

/** What a viewer should know of the row at which the overlays start. */
export function remarksAtStart({ alpha, delta, x }: Row): string[] {
  const remarks: string[] = [];
  if (alpha <= 0) remarks.push("α ≤ 0: loss and sharpness fall together at this edge");
  if (delta > 0 && Math.abs(x) < 1e-3 * delta) {
    remarks.push(
      "|x| < 0.001 δ: the first spike grows out of rounding, so its time is not predicted",
    );
  }
  return remarks;
}
