/** Divergence in words, and a step size to try instead. */
import { formatReading, formatStep } from "../../charts/format.ts";
import type { Sweep } from "../../protocol/sweep.ts";
import type { History } from "../../session/history.ts";
import { sharpnessOf, significant, thresholdOf } from "./comparison.ts";
import { say, type Prose } from "./prose.ts";
import { readingsAt } from "./readings.ts";

/** First step with sharpness above 2/η; null when it was never seen there. */
function firstAbove(history: History, last: number): number | null {
  for (let step = 0; step <= last; step++) {
    if (history.at("sharpness", step) > 2 / history.at("learningRate", step)) return step;
  }
  return null;
}

export function divergence(history: History, last: number): readonly Prose[] {
  const start = readingsAt(history, 0);
  const end = readingsAt(history, last);
  const above = firstAbove(history, last);
  const line = thresholdOf(end.threshold);
  const reached = say` At step ${formatStep(last)} λ₁ is ${sharpnessOf(end.sharpness)} and the loss ${formatReading(end.loss, "loss")}.`;
  const opening =
    above === 0
      ? say`Sharpness λ₁ began at ${sharpnessOf(start.sharpness)}, ${significant(start.sharpness / start.threshold, 2)} times the line 2/η at ${line}, so every step overshot the valley.`
      : above === null
        ? say`The loss left all bounds although λ₁ was not seen above the line 2/η at ${line}.`
        : say`Sharpness λ₁ passed the line 2/η at ${line} in step ${formatStep(above)}, and the oscillation grew.`;
  return [
    [...opening, ...reached],
    say`Self-stabilization was too weak to turn the run. The next step is not drawn: its loss is beyond any useful number.`,
  ];
}

/**
 * A step size that does not diverge: the largest that a sweep measured as stable, else 1/λ₁(0).
 * That starts with the edge at twice the first sharpness, a factor of four below where divergence
 * from a fresh start was measured (near 4/λ₁(0)), and progressive sharpening still leads up to it.
 */
export function stableLearningRate(history: History, sweep: Sweep | null, current: number): number {
  const stable = sweep?.points.filter((point) => point.outcome === "stable") ?? [];
  const measured = stable.at(-1)?.learningRate;
  const initial = history.at("sharpness", 0);
  const guess = measured ?? (initial > 0 ? 1 / initial : current / 4);
  return Number(Math.min(guess, current / 2).toPrecision(2));
}
