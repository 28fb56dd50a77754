/** The order of operations at the edge step: u, δ, nudge, θ†, flow, θ† of several modes. */
import type { Experiment, Overlay } from "../../model/experiment.ts";
import { NonFiniteError } from "../nonFinite.ts";
import type { Orientation } from "./center.ts";
import type { TrackContext } from "./context.ts";
import { nudgedIterate, orientationAt } from "./edgeStep.ts";
import type { Iterate } from "./gradientDescent.ts";
import { CentralFlow } from "./modes/centralFlow.ts";
import { projectModes } from "./modes/constrainedModes.ts";
import { SeveralModes } from "./modes/severalModes.ts";
import { Overlays } from "./overlays.ts";

export interface EdgeStart {
  /** The iterate, nudged if it was: then its successor must be made anew. */
  iterate: Iterate;
  isNudged: boolean;
  /** Null when none are wanted, or none could start. */
  overlays: Overlays | null;
  modes: SeveralModes | null;
  centralFlow: CentralFlow | null;
  /** What to tell the viewer of this step. */
  remarks: string[];
}

export interface EdgeChoices {
  /** Whether this is the run's first edge step and the experiment has a nudge. */
  mayNudge: boolean;
  /** Whether several modes begin only when the prediction of one mode hands over to them. */
  modesTakeOver: boolean;
}

/** @param initialLoss L(θ₀) of the run. */
export async function startAtEdge(
  context: TrackContext,
  experiment: Experiment,
  iterate: Iterate,
  learningRate: number,
  initialLoss: number,
  { mayNudge, modesTakeOver }: EdgeChoices,
): Promise<EdgeStart> {
  const orientation = orientationAt(context.model, iterate);
  const start: EdgeStart = {
    iterate,
    isNudged: false,
    overlays: null,
    modes: null,
    centralFlow: null,
    remarks: [],
  };
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
    const startsModes = modesTakeOver
      ? (start.overlays?.handedOver(learningRate) ?? null) !== null
      : experiment.overlays.includes("modes");
    const startsCentralFlow = experiment.overlays.includes("centralFlow");
    if (startsModes || startsCentralFlow) {
      const center = await projectModes(context, start.iterate.parameters, learningRate, {
        history: start.iterate.history,
        activeCount: context.leastModes ?? 1,
      });
      if (startsModes) {
        start.modes = SeveralModes.startingAt(context, start.iterate, center, initialLoss);
      }
      if (startsCentralFlow) start.centralFlow = CentralFlow.startingAt(context, center);
    }
  } catch (error) {
    if (!(error instanceof NonFiniteError)) throw error;
    start.remarks.push(
      "the point could not be projected onto the stable set, so no overlay started",
    );
  }
  return start;
}

/** Whether anything begins at the edge step. */
export function waitsForEdge({ overlays }: Experiment): boolean {
  return overlays.some((overlay) => overlay !== "flowFromStart");
}

/** Whether anything is to be computed that has to do with θ† of one mode. */
export function wantsOverlays({ overlays }: Experiment): boolean {
  return overlays.some((overlay) => !WITHOUT_CENTER.has(overlay));
}

const WITHOUT_CENTER: ReadonlySet<Overlay> = new Set(["flowFromStart", "modes", "centralFlow"]);

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
