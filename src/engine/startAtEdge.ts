/** The order of operations at the edge step: u, δ, nudge, θ†, flow. */
import type { Experiment } from "../model/experiment.ts";
import { NonFiniteError } from "./nonFinite.ts";
import type { Orientation } from "./tracks/center.ts";
import type { TrackContext } from "./tracks/context.ts";
import { nudgedIterate, orientationAt } from "./tracks/edgeStep.ts";
import type { Iterate } from "./tracks/gradientDescent.ts";
import { Overlays } from "./tracks/overlays.ts";

export interface EdgeStart {
  /** The iterate, nudged if it was: then its successor must be made anew. */
  iterate: Iterate;
  isNudged: boolean;
  /** Null when none are wanted, or none could start. */
  overlays: Overlays | null;
  /** What to tell the viewer of this step. */
  remarks: string[];
}

/**
 * @param initialLoss L(θ₀) of the run.
 * @param mayNudge whether this is the run's first edge step and the experiment has a nudge.
 */
export async function startAtEdge(
  context: TrackContext,
  experiment: Experiment,
  iterate: Iterate,
  learningRate: number,
  initialLoss: number,
  mayNudge: boolean,
): Promise<EdgeStart> {
  const orientation = orientationAt(context.model, iterate);
  const start: EdgeStart = { iterate, isNudged: false, overlays: null, remarks: [] };
  try {
    if (mayNudge) await nudge(start, context, experiment.nudge, learningRate, orientation);
    if (wantsOverlays(experiment)) {
      start.overlays = await Overlays.begin(
        context,
        experiment,
        start.iterate,
        learningRate,
        orientation,
        initialLoss,
      );
    }
  } catch (error) {
    if (!(error instanceof NonFiniteError)) throw error;
    start.remarks.push(
      "the point could not be projected onto the stable set, so no overlay started",
    );
  }
  return start;
}

/** Whether anything is to be drawn from the edge step on. */
export function wantsOverlays({ overlays }: Experiment): boolean {
  return overlays.some((overlay) => overlay !== "flowFromStart");
}

async function nudge(
  start: EdgeStart,
  context: TrackContext,
  size: number,
  learningRate: number,
  orientation: Orientation,
): Promise<void> {
  const nudged = await nudgedIterate(context, start.iterate, size, learningRate, orientation);
  if (nudged === null) start.remarks.push("α ≤ 0, so δ is zero and the nudge has no size");
  else {
    start.iterate = nudged;
    start.isNudged = true;
  }
}
