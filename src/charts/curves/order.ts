/** Which curves a panel has, in drawing order, and which are read out, in order of importance. */
import type { PanelName } from "../view.ts";
import { averageLoss, constrainedLoss, constrainedSharpness } from "./constrained.ts";
import {
  centralDistance,
  centralEigenvalue2,
  centralLoss,
  centralSharpness,
} from "./centralFlow.ts";
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
import {
  modesDistance,
  modesEigenvalue2,
  modesEigenvalue3,
  modesLoss,
  modesSharpness,
} from "./modes.ts";
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
    centralLoss,
    predictedLoss,
    modesLoss,
  ],
  sharpness: [
    constrainedSharpness,
    modesEigenvalue3,
    modesEigenvalue2,
    edge,
    secondEigenvalue,
    flowFromStartSharpness,
    flowSharpness,
    descentSharpnessRaw,
    frozenQuadraticSharpness,
    frozenCubicSharpness,
    reducedMapSharpness,
    cubicSharpness,
    centralEigenvalue2,
    centralSharpness,
    descentSharpness,
    preconditionedSharpness,
    predictedSharpness,
    modesSharpness,
  ],
  distance: [
    flowDistance,
    frozenQuadraticDistance,
    frozenCubicDistance,
    centralDistance,
    descentDistance,
    predictedDistance,
    modesDistance,
  ],
};

export const READ_ORDER: Record<PanelName, readonly PlottedCurve[]> = {
  loss: [
    descentLoss,
    modesLoss,
    predictedLoss,
    cubicLoss,
    constrainedLoss,
    centralLoss,
    flowLoss,
    flowFromStartLoss,
    frozenQuadraticLoss,
    frozenCubicLoss,
  ],
  sharpness: [
    descentSharpness,
    preconditionedSharpness,
    modesSharpness,
    predictedSharpness,
    cubicSharpness,
    secondEigenvalue,
    centralSharpness,
    flowSharpness,
    flowFromStartSharpness,
    frozenQuadraticSharpness,
    frozenCubicSharpness,
    reducedMapSharpness,
  ],
  distance: [
    descentDistance,
    modesDistance,
    predictedDistance,
    centralDistance,
    flowDistance,
    frozenQuadraticDistance,
    frozenCubicDistance,
  ],
};
