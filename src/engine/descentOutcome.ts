/** How a descent from θ₀ ends within some steps; of gradient descent nothing but gradients is computed. */
import { isFiniteVector } from "../math/vector.ts";
import type { SweepPoint } from "../protocol/sweep.ts";
import { NOTHING_REMEMBERED, type StepMemory, type StepRule } from "./stepRules/stepRule.ts";
import type { ExpansionPoint, TaylorModel } from "./taylor/taylorModel.ts";

/** A loss this much above its lowest value so far has risen, and not by rounding. */
const RISE = 1e-3;

export interface Descent {
  rule: StepRule;
  /** θ₀ */
  parameters: Float64Array;
  /** η of the update from a step to the next; asked once a step, in order. */
  learningRateAt: (step: number) => number;
  /** Losses looked at: those of steps 0 … steps − 1. */
  steps: number;
  /** A loss above this does not come back. */
  largestLoss: number;
  /** Hears each step. */
  onStep?: (step: number) => void;
  /**
   * Asked of some points, evenly spread, whether they are at the line. Where it is given, that is what
   * counts as the edge; a loss that rises does not, since momentum makes it ring far below the line.
   */
  isAtLine?: (point: ExpansionPoint, memory: StepMemory) => Promise<boolean>;
}

/** So many points of a descent are asked whether they are at the line. */
const LOOKS = 24;

export interface DescentOutcome {
  outcome: SweepPoint["outcome"];
  /** The last step whose loss and gradient are finite and within bounds. */
  lastStep: number;
}

export async function descentOutcome(
  model: TaylorModel,
  { rule, parameters, learningRateAt, steps, largestLoss, onStep, isAtLine }: Descent,
): Promise<DescentOutcome> {
  let at = parameters;
  let memory = NOTHING_REMEMBERED;
  let outcome: SweepPoint["outcome"] = "stable";
  let lowest = Infinity;
  const looks = new Set(
    Array.from({ length: LOOKS }, (_, i) => Math.round(((steps - 1) * i) / (LOOKS - 1))),
  );
  for (let step = 0; step < steps; step++) {
    const point = await model.expandAt(at);
    try {
      if (!(point.loss <= largestLoss) || !isFiniteVector(point.gradient)) {
        return { outcome: "diverged", lastStep: step - 1 };
      }
      memory = rule.takeIn(memory, point.gradient);
      const isAtEdge =
        isAtLine === undefined
          ? point.loss > lowest * (1 + RISE)
          : outcome === "stable" && looks.has(step) && (await isAtLine(point, memory));
      if (isAtEdge) outcome = "edge";
    } finally {
      point.dispose();
    }
    lowest = Math.min(lowest, point.loss);
    at = rule.step(at, point.gradient, memory, learningRateAt(step));
    onStep?.(step);
  }
  return { outcome, lastStep: steps - 1 };
}
