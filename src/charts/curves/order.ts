/** Which curves a panel has, in drawing order, and which are read out, in order of importance. */
import type { PanelName } from "../view.ts";
import {
  averageLoss,
  constrainedEigenvalue2,
  constrainedEigenvalue3,
  constrainedLoss,
  constrainedSharpness,
} from "./constrained.ts";
import {
  centralDistance,
  centralEigenvalue2,
  centralLoss,
  centralSharpness,
  centralSpread,
  runningLoss,
  runningOscillation,
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
import { oneModeDistance, oneModeLoss, oneModeSharpness } from "./oneMode.ts";
import { reducedMapSharpness } from "./reducedMap.ts";
import type { PlottedCurve } from "./plottedCurve.ts";
import { preconditionedSharpness } from "./preconditioned.ts";
import { predictedDistance, predictedLoss, predictedSharpness } from "./prediction.ts";
import { secondEigenvalue, thirdEigenvalue } from "./lowerEigenvalues.ts";

/** The prediction comes last: dashed over descent, agreement shows as a two-colour line. */
export const DRAW_ORDER: Record<PanelName, readonly PlottedCurve[]> = {
  loss: [
    runningLoss,
    averageLoss,
    flowFromStartLoss,
    flowLoss,
    constrainedLoss,
    frozenQuadraticLoss,
    frozenCubicLoss,
    cubicLoss,
    descentLoss,
    centralLoss,
    oneModeLoss,
    predictedLoss,
  ],
  sharpness: [
    constrainedSharpness,
    constrainedEigenvalue3,
    constrainedEigenvalue2,
    edge,
    thirdEigenvalue,
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
    oneModeSharpness,
    predictedSharpness,
  ],
  distance: [
    runningOscillation,
    flowDistance,
    frozenQuadraticDistance,
    frozenCubicDistance,
    centralDistance,
    centralSpread,
    descentDistance,
    oneModeDistance,
    predictedDistance,
  ],
};

export const READ_ORDER: Record<PanelName, readonly PlottedCurve[]> = {
  loss: [
    descentLoss,
    predictedLoss,
    oneModeLoss,
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
    predictedSharpness,
    oneModeSharpness,
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
    predictedDistance,
    oneModeDistance,
    centralDistance,
    flowDistance,
    frozenQuadraticDistance,
    frozenCubicDistance,
  ],
};
