/** The list of curves: what each one is, in one sentence, and what its row says at the right. */
import { formatSignificant, formatStep } from "../../charts/format.ts";
import type { Segment } from "../../charts/segments.ts";
import { CURVES, type Curve, type LineName } from "../../charts/view.ts";
import type { Experiment } from "../../model/experiment.ts";
import { edgeFormula, isAdaptive, ruleName } from "../../model/stability.ts";
import type { StoppedOverlay } from "../../protocol/annotations.ts";
import type { History } from "../../session/history.ts";
import { ledAt } from "../../session/leadingPrediction.ts";
import { claimAt, edgeBefore, predictionClaimAt, stopBy } from "../story/readings.ts";

export const ROW_NAMES: Record<LineName, string> = {
  gd: "Gradient descent",
  edge: "2/η",
  pred: "Prediction",
  oneMode: "One mode",
  cubic: "Cubic prediction",
  dagger: "Constrained θ†",
  average: "L(θ†) + δ²/η",
  flow: "Gradient flow",
  flowFromStart: "Flow from the start",
  l2: "Second eigenvalue λ₂",
  frozen2: "Frozen quadratic",
  frozen3: "Frozen cubic",
  pre: "Preconditioned sharpness",
  central: "Central flow",
  map: "Reduced map",
};

export const EXPLANATIONS: Record<LineName, string> = {
  gd: "the run itself. Thin strokes are single steps, the line is the mean of two.",
  edge: "the line of stability. Above it the oscillation grows, below it dies.",
  pred: "where the theory says this run will go, from its state at the edge alone, with up to three directions as they arrive.",
  oneMode: "the prediction for one direction only. It ends when λ₂ arrives.",
  cubic: "the paper's own prediction, from the third derivative only.",
  dagger:
    "gradient descent with every eigenvalue held to 2/η at most. The run oscillates about it.",
  average:
    "the loss of θ† plus the average cost of the oscillation about it, in all its directions.",
  flow: "descent with infinitely small steps from the edge. It does not know the line.",
  flowFromStart: "descent with infinitely small steps from step 0.",
  l2: "the second largest curvature. Past 1.84/η a second direction takes part. Below it λ₃, where that is asked for.",
  frozen2:
    "descent on the parabola that fits the loss at the edge. Above 2/η nothing holds it back.",
  frozen3:
    "the same with the third derivative added. Oscillation now lowers its sharpness, which is drawn to first order.",
  pre: "the largest curvature once each parameter is measured by the size of its own steps. The line is for this one.",
  central:
    "the path of the run without its oscillations, the loss that they add and their size √tr Σ. Pale: the run's own averages.",
  map: "two equations for x and y alone, with the run's α, β and η at the edge, started on the line.",
};

/** Curves of a step rule: of gradient descent all but one, of others what needs no θ†. */
export function curvesOf({ optimizer }: Experiment): readonly Curve[] {
  if (optimizer === undefined) return CURVES.filter((curve) => curve !== "pre");
  return isAdaptive(optimizer) ? ["gd", "pre", "edge", "l2"] : ["gd", "edge", "l2"];
}

/** A row's name, by the step rule. */
export function rowName(line: LineName, { optimizer }: Experiment): string {
  if (optimizer !== undefined && line === "edge") return edgeFormula(optimizer);
  if (optimizer === undefined || line !== "gd") return ROW_NAMES[line];
  const name = ruleName(optimizer.kind);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Curves that begin at the edge. */
const FROM_EDGE: ReadonlySet<Curve> = new Set([
  "pred",
  "oneMode",
  "cubic",
  "dagger",
  "average",
  "flow",
  "frozen2",
  "frozen3",
  "central",
]);

/** What ends their claims; that of the prediction which leads has a way of its own. */
const STOP_NAMES: Partial<Record<Curve, StoppedOverlay>> = {
  oneMode: "prediction",
  cubic: "cubic",
  dagger: "constrained",
  frozen2: "frozenQuadratic",
  frozen3: "frozenCubic",
  central: "centralFlow",
};

/** The sharpness that a prediction claims at a step. */
type PredictedSharpness = (history: History, step: number) => number;

const PREDICTED: Partial<Record<Curve, PredictedSharpness>> = {
  pred: (history, step) => ledAt(history, "predictedSharpness", step),
  oneMode: (history, step) => history.at("predictedSharpness", step),
  cubic: (history, step) => history.at("cubicSharpness", step),
};

/** Median of |predicted/true − 1| of sharpness over steps from…to; NaN without any. */
export function medianError(
  history: History,
  predicted: PredictedSharpness,
  from: number,
  to: number,
): number {
  const truth = history.column("sharpness");
  const errors = new Float64Array(Math.max(0, Math.min(to, history.length - 1) - from + 1));
  let count = 0;
  for (let step = from; step < from + errors.length; step++) {
    const error = Math.abs(predicted(history, step) / truth[step]! - 1);
    if (Number.isFinite(error)) errors[count++] = error;
  }
  if (count === 0) return NaN;
  return errors.subarray(0, count).sort()[count >> 1]!;
}

/** "20", or "20, then 40" after changes of η. */
function linesUpTo(history: History, step: number): string {
  const changes = history.annotations.learningRateChanges.filter((change) => change.step <= step);
  const first = formatSignificant(history.lineAt(0), 3);
  const last = formatSignificant(history.lineAt(step), 3);
  return changes.length === 0 || first === last ? last : `${first}, then ${last}`;
}

/** What the row of a curve says at its right, at `step`. */
export function rowValue(history: History, curve: Curve, step: number, isOver: boolean): string {
  if (step < 0 || history.length === 0) return "";
  if (curve === "edge") return linesUpTo(history, step);
  if (curve === "l2") {
    // The line of another step rule is not told by the shape of one oscillation.
    if (Number.isFinite(history.at("stabilityThreshold", step))) return "";
    const isAtEdge = history.at("eigenvalue2", step) >= 1.9 / history.at("learningRate", step);
    return isAtEdge ? "at 2/η" : "";
  }
  if (!FROM_EDGE.has(curve)) return "";
  const edge = edgeBefore(history, step);
  if (edge === null) return isOver ? endOf(history, step) : "waits for edge";
  const claim = claimOf(history, curve, edge, step);
  const stop = stopBy(claim, step);
  if (stop !== null) return `stopped ${formatStep(stop.step)}`;
  const predicted = PREDICTED[curve];
  if (predicted === undefined) return "";
  const error = medianError(history, predicted, claim?.from ?? edge, step);
  return Number.isFinite(error) ? `${formatPercent(error)} % off` : "";
}

function claimOf(history: History, curve: Curve, edge: number, step: number): Segment | null {
  if (curve === "pred") return predictionClaimAt(history, edge, step);
  const name = STOP_NAMES[curve];
  return name === undefined ? null : claimAt(history, name, edge, step);
}

/** Of curves that a change of η ended and that never came back, or that never began. */
function endOf({ annotations }: History, step: number): string {
  const { edgeSteps, learningRateChanges } = annotations;
  const hadBegun = edgeSteps.some((edge) => edge <= step);
  const change = learningRateChanges.findLast((known) => known.step <= step);
  return hadBegun && change ? `ended ${formatStep(change.step - 1)}` : "never started";
}

function formatPercent(fraction: number): string {
  const percent = 100 * fraction;
  return percent < 10 ? percent.toFixed(2) : formatSignificant(percent, 3);
}
