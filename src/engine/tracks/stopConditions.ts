/**
 * When the page must stop claiming that a prediction holds (theory after Damian, Nichani & Lee 2023,
 * §2 assumptions, and their code's cut-offs). A stop ends the claim, not the computation.
 */
import type { Loss } from "../../model/experiment.ts";
import type { OverlayStop, StopReason, StoppedOverlay } from "../../protocol/annotations.ts";
import type { CenterNumbers } from "./center.ts";
import type { Coordinates } from "./prediction.ts";

/** What the conditions look at, all at one step. */
export interface Situation {
  step: number;
  learningRate: number;
  center: CenterNumbers;
  /** |u_t · u_{t−1}| along θ†; 1 at the start. */
  eigenvectorOverlap: number;
  /** Of the run: v = θ − θ†. */
  run: Coordinates;
  runLoss: number;
  runSharpness: number;
  /** |v − v̂| of each prediction; NaN once it has overflowed. */
  predictionError: number;
  cubicError: number;
  /** ∇⁴L(u,u,u,u) at θ†, when last measured. */
  quartic: number;
}

/** What conditions look at of the step before. */
type Past = Pick<Situation, "runLoss" | "runSharpness"> & { distance: number };

/** What a watch knows of the steps before. */
export interface StopMemory {
  /** Steps in a row for which each condition has held. */
  held: number[];
  /** "overlay reason" of the stops so far. */
  fired: Set<string>;
  before: Past | null;
}

interface Condition {
  reason: StopReason;
  overlays: readonly StoppedOverlay[];
  /** Steps in a row for which it must hold. */
  hold: number;
  holds(now: Situation, before: Past | null, start: StartOfClaim): boolean;
}

/** Fixed when the overlays start. */
export interface StartOfClaim {
  loss: Loss;
  /** L₀ of the run. */
  initialLoss: number;
  /** L where the claim starts. */
  edgeLoss: number;
}

const BOTH = ["prediction", "cubic"] as const;
const ALL = ["prediction", "cubic", "constrained"] as const;

const CONDITIONS: readonly Condition[] = [
  {
    reason: "second-eigenvalue",
    overlays: BOTH,
    hold: 1,
    holds: ({ center, learningRate }) => center.eigenvalue2 > 1.9 / learningRate,
  },
  {
    reason: "no-progressive-sharpening",
    overlays: BOTH,
    hold: 11,
    holds: ({ center }) => center.alpha <= 0,
  },
  {
    reason: "flat-sharpness-gradient",
    overlays: ALL,
    hold: 1,
    holds: ({ center }) => Math.sqrt(center.beta) < 1e-3 * center.sharpnessGradientNorm,
  },
  {
    reason: "too-coarse",
    overlays: BOTH,
    hold: 1,
    holds: ({ center, learningRate, run }) =>
      learningRate * Math.sqrt(Math.max(0, center.alpha)) > 0.3 ||
      Math.abs(run.y) * learningRate > 0.5,
  },
  {
    // The default prediction follows the true loss along u, so only the cubic one ends here.
    reason: "far-excursion",
    overlays: ["cubic"],
    hold: 1,
    holds: ({ center, run, quartic }) =>
      (center.delta > 0 && Math.abs(run.x) > 6 * center.delta) ||
      run.x ** 2 * Math.abs(quartic) > center.sharpness,
  },
  {
    reason: "late-phase",
    overlays: BOTH,
    hold: 20,
    holds: (now, before, { loss }) =>
      (loss === "cross-entropy" || loss === "logistic") &&
      before !== null &&
      now.center.alpha < 0 &&
      now.run.y < 0 &&
      now.runSharpness < before.runSharpness &&
      now.runLoss < before.runLoss,
  },
  {
    reason: "divergence",
    overlays: ALL,
    hold: 1,
    holds: ({ runLoss }, _before, { initialLoss }) => runLoss > 1e3 * initialLoss,
  },
  {
    reason: "divergence",
    overlays: ALL,
    hold: 20,
    holds: (now, before, { edgeLoss }) =>
      before !== null &&
      now.runLoss > 10 * edgeLoss &&
      now.run.distance > before.distance &&
      now.run.y > 0,
  },
  {
    reason: "drift",
    overlays: ["prediction"],
    hold: 1,
    holds: ({ predictionError, run, center }) =>
      !(predictionError <= 0.5 * Math.max(run.distance, center.delta)),
  },
  {
    reason: "drift",
    overlays: ["cubic"],
    hold: 1,
    holds: ({ cubicError, run, center }) =>
      !(cubicError <= 0.5 * Math.max(run.distance, center.delta)),
  },
  {
    reason: "eigenvector-swap",
    overlays: BOTH,
    hold: 1,
    holds: ({ eigenvectorOverlap }) => eigenvectorOverlap < 0.9,
  },
];

export function noStopMemory(): StopMemory {
  return { held: CONDITIONS.map(() => 0), fired: new Set(), before: null };
}

/**
 * Watches one claim from its start: call with every step in order.
 * @param memory where it keeps what it knows; with a copy of it another one goes on.
 * @returns the stops that happened at this step, at most one per overlay and reason.
 */
export function createStopWatch(
  start: StartOfClaim,
  memory: StopMemory = noStopMemory(),
): (now: Situation) => OverlayStop[] {
  const { held, fired } = memory;
  return (now) => {
    const stops: OverlayStop[] = [];
    for (const [i, condition] of CONDITIONS.entries()) {
      held[i] = condition.holds(now, memory.before, start) ? held[i]! + 1 : 0;
      if (held[i] === condition.hold) fire(condition, now.step, stops);
    }
    const { runLoss, runSharpness, run } = now;
    memory.before = { runLoss, runSharpness, distance: run.distance };
    return stops;
  };

  function fire(condition: Condition, step: number, stops: OverlayStop[]): void {
    for (const overlay of condition.overlays) {
      const key = `${overlay} ${condition.reason}`;
      if (fired.has(key)) continue;
      fired.add(key);
      stops.push({ step, overlay, reason: condition.reason });
    }
  }
}
