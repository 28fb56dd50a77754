/** Numbers read from a run: what claims compare. */
import type { RunRows } from "./runRows.ts";

type AtStep = (run: RunRows, step: number) => number;

/** What can be read at a step; NaN where the run does not have it. */
const QUANTITIES = {
  loss: (run, step) => run.at("loss", step),
  sharpness: (run, step) => run.at("sharpness", step),
  /** Over two steps, as it is drawn. */
  meanSharpness: (run, step) =>
    (run.at("sharpness", step) + run.at("sharpness", Math.max(0, step - 1))) / 2,
  /** 2/η */
  line: (run, step) => 2 / run.at("learningRate", step),
  secondEigenvalue: (run, step) => run.at("eigenvalue2", step),
  /** |x|/δ */
  oscillation: (run, step) => Math.abs(run.at("x", step)) / run.at("delta", step),
  distance: (run, step) => run.at("distance", step),
  /** L(θ†) */
  constrainedLoss: (run, step) => run.at("constrainedLoss", step),
  /** L(θ) − L(θ†) */
  surcharge: (run, step) => run.at("loss", step) - run.at("constrainedLoss", step),
  /** δ²/η, what the surcharge is on average by theory */
  expectedSurcharge: (run, step) => run.at("delta", step) ** 2 / run.at("learningRate", step),
  constrainedSharpness: (run, step) => run.at("constrainedSharpness", step),
  flowFromStartSharpness: (run, step) => run.at("flowFromStartSharpness", step),
  alpha: (run, step) => run.at("alpha", step),
  delta: (run, step) => run.at("delta", step),
  flowLoss: (run, step) => run.at("flowLoss", step),
  flowSharpness: (run, step) => run.at("flowSharpness", step),
  /** Gradient flow from the edge on: its distance from θ†. */
  flowDistance: (run, step) => run.at("flowDistance", step),
  predictionError: (run, step) =>
    Math.abs(run.at("predictedSharpness", step) / run.at("sharpness", step) - 1),
  cubicError: (run, step) =>
    Math.abs(run.at("cubicSharpness", step) / run.at("sharpness", step) - 1),
  /** One until the prediction of several takes over. */
  activeModes: (run, step) => {
    const active = run.at("modesActive", step);
    return Number.isFinite(active) ? active : 1;
  },
  /** λ₂ of θ† with several modes. */
  secondPinned: (run, step) => run.at("modesConstrainedEigenvalue2", step),
  /** Of the prediction of several modes. */
  modesError: (run, step) =>
    Math.abs(run.at("modesPredictedSharpness", step) / run.at("sharpness", step) - 1),
  /** L(w) + tr Σ/η */
  centralAverage: (run, step) => run.at("centralLossAverage", step),
} satisfies Record<string, AtStep>;

export type Quantity = keyof typeof QUANTITIES;

/** A number, or one taken from the steps from…to of a run, both included. */
export type Measure =
  number | { stat: "mean" | "max" | "min"; of: Quantity; from: number; to: number; times: number };

/** The quantity at one step. */
export function at(of: Quantity, step: number, times = 1): Measure {
  return { stat: "mean", of, from: step, to: step, times };
}

/** Its mean over steps from…to, those left out that do not have it. */
export function mean(of: Quantity, from: number, to: number, times = 1): Measure {
  return { stat: "mean", of, from, to, times };
}

export function max(of: Quantity, from: number, to: number, times = 1): Measure {
  return { stat: "max", of, from, to, times };
}

export function min(of: Quantity, from: number, to: number, times = 1): Measure {
  return { stat: "min", of, from, to, times };
}

/** @returns NaN where the run has not come as far as the measure reads, or has no such value there */
export function measured(measure: Measure, run: RunRows): number {
  if (typeof measure === "number") return measure;
  const { stat, of, from, to, times } = measure;
  if (to >= run.length) return NaN;
  const values: number[] = [];
  for (let step = from; step <= to; step++) {
    const value = QUANTITIES[of](run, step);
    if (Number.isFinite(value)) values.push(value);
  }
  if (values.length === 0) return NaN;
  if (stat === "max") return times * Math.max(...values);
  if (stat === "min") return times * Math.min(...values);
  return (times * values.reduce((sum, value) => sum + value, 0)) / values.length;
}
