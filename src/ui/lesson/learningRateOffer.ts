/** Which step size to try instead of one that diverges, and on what grounds. Pure. */
import { learningRateAt } from "../../session/learningRates.ts";
import type { Experiment } from "../../model/experiment.ts";
import { edgeLearningRate, isAdaptive } from "../../model/stability.ts";
import type { Sweep } from "../../protocol/sweep.ts";

export interface Offer {
  learningRate: number;
  /**
   * `measured`: the largest below the first that diverged in a sweep; `survived`: the run held out
   * with it before η was changed; `estimated`: below the one whose line passes through λ₁(0).
   */
  grounds: "measured" | "survived" | "estimated";
}

export interface OfferInput {
  experiment: Experiment;
  /** Of the step that led to the divergence, or would. */
  learningRate: number;
  /** λ₁(0); NaN when it was not measured. */
  initialSharpness: number;
  sweep: Sweep | null;
  /** Last step of the run; −1 when it has not begun. */
  lastStep: number;
}

/** So many steps at one η are worth a recommendation. */
const HELD_OUT = 20;
/** Where nothing is known of the start, a quarter is tried. */
const BLIND = 4;

/** At most `value`, with two significant digits. */
export function roundedDown(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((Math.floor(value / unit + 1e-9) * unit).toPrecision(2));
}

export function offerOf(input: OfferInput): Offer {
  const { learningRate, initialSharpness, sweep } = input;
  const { optimizer } = input.experiment;
  const measured = sweep === null ? null : largestStable(sweep, learningRate);
  if (measured !== null) return { learningRate: roundedDown(measured), grounds: "measured" };
  const survived = learningRateSurvived(input);
  if (survived !== null) return { learningRate: survived, grounds: "survived" };
  const isKnown = initialSharpness > 0 && !isAdaptive(optimizer);
  const guess = isKnown ? edgeLearningRate(optimizer, initialSharpness) : learningRate / BLIND;
  return { learningRate: roundedDown(Math.min(guess, learningRate / 2)), grounds: "estimated" };
}

/**
 * The largest measured one below the first that diverged; null where the sweep and the run
 * contradict each other, since the run went on for longer or was changed on its way.
 */
function largestStable({ points }: Sweep, diverged: number): number | null {
  const end = points.findIndex(({ outcome }) => outcome === "diverged");
  const largest = (end < 0 ? points : points.slice(0, end)).at(-1)?.learningRate ?? null;
  return largest !== null && largest < diverged ? largest : null;
}

/** η before the change that led to the divergence, if it was smaller and lasted. */
function learningRateSurvived({ experiment, learningRate, lastStep }: OfferInput): number | null {
  const changes = experiment.learningRateChanges.filter(({ step }) => step <= lastStep);
  const change = changes.at(-1);
  if (change === undefined) return null;
  const before = learningRateAt(experiment, change.step - 1);
  const since = changes.at(-2)?.step ?? 0;
  return before < learningRate && change.step - since >= HELD_OUT ? before : null;
}
