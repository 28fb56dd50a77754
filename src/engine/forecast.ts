/** Before a run: does it diverge at once? Decided by sizes and values only, never by time. */
import { edgeLevel, isAdaptive } from "../model/stability.ts";
import type { Forecast } from "../protocol/forecast.ts";
import type { ReportLoading } from "../protocol/loading.ts";
import { descentOutcome } from "./descentOutcome.ts";
import { LearningRateSchedule } from "./learningRateSchedule.ts";
import type { Problem } from "./prepareRun.ts";
import { DIVERGENCE_FACTOR, type Run } from "./run.ts";
import { stepRuleOf } from "./stepRules/stepRuleOf.ts";
import { productsPerSample } from "./taylor/networkDescription.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";

/** From this share of the line on, a start may be unstable. */
const NEAR_LINE = 0.98;
/** A start that is going to diverge has mostly done so by then: measured runs took 4 to 40 steps. */
const MOST_STEPS = 120;
/** Fewer say nothing. */
const FEWEST_STEPS = 10;
/** For all steps together: about 200 ms of float64, 20 ms of wasm. */
const BUDGET_FLOPS = 2e8;
/** The trial is reported every so many steps. */
const REPORTED = 10;

/** Steps that a trial of this problem may take; 0 where it is too large for one. */
export function trialSteps({ description, dataset, experiment }: Problem): number {
  // A gradient is three products with each weight: forward, for the adjoints, for the gradient.
  const gradientFlops = 6 * dataset.samples * productsPerSample(description);
  const affordable = Math.min(MOST_STEPS, Math.floor(BUDGET_FLOPS / gradientFlops));
  if (affordable < FEWEST_STEPS) return 0;
  return experiment.steps === 0 ? affordable : Math.min(affordable, experiment.steps + 1);
}

/**
 * Try the first steps of a run that has not begun.
 * @returns null where λ₁(0) is safely below the line, the problem too large to try, or the rule adaptive:
 * such a step is of the size of η, however sharp the loss is.
 */
export async function forecastOf(
  model: TaylorModel,
  problem: Problem,
  run: Pick<Run, "loss" | "sharpness">,
  report: ReportLoading,
): Promise<Forecast | null> {
  const { learningRate, learningRateChanges, optimizer } = problem.experiment;
  const { loss, sharpness } = run;
  const isNear = sharpness > NEAR_LINE * edgeLevel(optimizer, learningRate);
  const steps = isNear && !isAdaptive(optimizer) ? trialSteps(problem) : 0;
  if (steps === 0) return null;
  const schedule = new LearningRateSchedule(learningRateChanges);
  let rate = learningRate;
  const { outcome, lastStep } = await descentOutcome(model, {
    rule: stepRuleOf(optimizer),
    parameters: problem.parameters,
    learningRateAt: (step) => (rate = schedule.take(step) ?? rate),
    steps,
    largestLoss: DIVERGENCE_FACTOR * loss,
    onStep: (step) => {
      if (step % REPORTED === 0) report({ stage: "forecast", done: step, total: steps });
    },
  });
  return {
    learningRate,
    initialSharpness: sharpness,
    steps,
    outcome,
    divergesAfter: outcome === "diverged" ? lastStep : null,
  };
}
