/** Which curves a panel has, in drawing order, and which are read out, in order of importance. */
import type { PanelName } from "../view.ts";
import { averageLoss, constrainedLoss, constrainedSharpness } from "./constrained.ts";
import { cubicLoss, cubicSharpness } from "./cubic.ts";
import { descentDistance, descentLoss, descentSharpness, descentSharpnessRaw } from "./descent.ts";
import { edge } from "./edge.ts";
import {
  flowDistance,
  flowFromStartLoss,
  flowFromStartSharpness,
  flowLoss,
  flowSharpness,
} from "./flow.ts";
import {
  frozenCubicDistance,
  frozenCubicLoss,
  frozenCubicSharpness,
  frozenQuadraticDistance,
  frozenQuadraticLoss,
  frozenQuadraticSharpness,
} from "./frozen.ts";
import { reducedMapSharpness } from "./reducedMap.ts";
import type { PlottedCurve } from "./plottedCurve.ts";
import { preconditionedSharpness } from "./preconditioned.ts";
import { predictedDistance, predictedLoss, predictedSharpness } from "./prediction.ts";
import { secondEigenvalue } from "./secondEigenvalue.ts";

/** The prediction comes last: dashed over descent, agreement shows as a two-colour line. */
export const DRAW_ORDER: Record<PanelName, readonly PlottedCurve[]> = {
  loss: [
    averageLoss,
    flowFromStartLoss,
    flowLoss,
    constrainedLoss,
    frozenQuadraticLoss,
    frozenCubicLoss,
    cubicLoss,
    descentLoss,
    predictedLoss,
  ],
  sharpness: [
    constrainedSharpness,
    edge,
    secondEigenvalue,
    flowFromStartSharpness,
    flowSharpness,
    descentSharpnessRaw,
    frozenQuadraticSharpness,
    frozenCubicSharpness,
    reducedMapSharpness,
    cubicSharpness,
    descentSharpness,
    preconditionedSharpness,
    predictedSharpness,
  ],
  distance: [
    flowDistance,
    frozenQuadraticDistance,
    frozenCubicDistance,
    descentDistance,
    predictedDistance,
  ],
};

export const READ_ORDER: Record<PanelName, readonly PlottedCurve[]> = {
  loss: [
    descentLoss,
    predictedLoss,
    cubicLoss,
    constrainedLoss,
    flowLoss,
    flowFromStartLoss,
    frozenQuadraticLoss,
    frozenCubicLoss,
  ],
  sharpness: [
    descentSharpness,
    preconditionedSharpness,
    predictedSharpness,
    cubicSharpness,
    secondEigenvalue,
    flowSharpness,
    flowFromStartSharpness,
    frozenQuadraticSharpness,
    frozenCubicSharpness,
    reducedMapSharpness,
  ],
  distance: [
    descentDistance,
    predictedDistance,
    flowDistance,
    frozenQuadraticDistance,
    frozenCubicDistance,
  ],
};
