/** Divergence in words: what was kept, which eigenvalue passed the line, and when. */
import { formatReading, formatSignificant, formatStep } from "../../charts/format.ts";
import type { Experiment } from "../../model/experiment.ts";
import { edgeFormula, isAdaptive } from "../../model/stability.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import type { History } from "../../session/history.ts";
import { sharpnessOf, thresholdOf } from "./comparison.ts";
import { crossingOf, type Crossing } from "./crossings.ts";
import { learningRateBefore } from "./learningRateBefore.ts";
import { quantity, say, type Prose } from "./prose.ts";
import { changeBefore, readingsAt } from "./readings.ts";

const LOWER: readonly [ColumnName, string][] = [
  ["eigenvalue2", "λ₂"],
  ["eigenvalue3", "λ₃"],
  ["eigenvalue4", "λ₄"],
  ["eigenvalue5", "λ₅"],
  ["eigenvalue6", "λ₆"],
];

export function divergence(
  history: History,
  last: number,
  optimizer: Experiment["optimizer"],
): readonly Prose[] {
  const end = readingsAt(history, last);
  const crossing = crossingOf(history, history.lineColumn, last);
  const sharpness = isAdaptive(optimizer) ? "the preconditioned λ₁" : "λ₁";
  const reached = say`The last finite step is ${formatStep(last)}: ${sharpness} is ${sharpnessOf(end.sharpness)} there, the loss ${formatReading(end.loss, "loss")}.`;
  return [
    [
      ...beginning(history, last, crossing, edgeFormula(optimizer)),
      // The line of a rule with a preconditioner is not for raw eigenvalues.
      ...(isAdaptive(optimizer) ? [] : others(history, last)),
    ],
    reached,
    say`Self-stabilization was too weak to turn the run. The next step is not drawn: its loss is over a million times larger than at the start, or no number at all.`,
  ];
}

/** λ₁(0) against the line, and how λ₁ came above it. */
function beginning(history: History, last: number, crossing: Crossing | null, law: string): Prose {
  const start = readingsAt(history, 0);
  const initial = sharpnessOf(start.sharpness);
  const line = thresholdOf(start.threshold);
  if (crossing === null) {
    return say`Sharpness λ₁ began at ${initial} and was not seen above the line ${law} at ${line}. The loss left all bounds all the same.`;
  }
  if (crossing.final === 0) {
    return say`Sharpness λ₁ began at ${initial}, ${formatSignificant(start.sharpness / start.threshold, 2)} times the line ${law} at ${line}. Above the line each step overshoots the valley and lands higher on its other side.`;
  }
  const began = say`Sharpness λ₁ began at ${initial}, with the line ${law} at ${line}.`;
  const step = crossing.final ?? crossing.first;
  const change = changeBefore(history, last);
  const before = change === null ? NaN : learningRateBefore(history, change);
  // It may have been a little above the line already when η was raised.
  if (change !== null && change.step >= step && change.learningRate > before) {
    const here = readingsAt(history, change.step);
    return [
      ...began,
      ...say` At step ${formatStep(change.step)} η went from ${formatSignificant(before, 4)} to ${formatSignificant(change.learningRate, 4)}. That put the line at ${thresholdOf(here.threshold)}, below λ₁ at ${sharpnessOf(here.sharpness)}, and each step overshot further than the last.`,
    ];
  }
  const came =
    crossing.first === step
      ? say` λ₁ went over it in step ${formatStep(step)}, and the oscillation grew.`
      : say` λ₁ went over it first in step ${formatStep(crossing.first)} and was turned back; from step ${formatStep(step)} on it stayed above, and the oscillation grew.`;
  return [...began, ...came];
}

/** The lower eigenvalues that were above the line at the end. */
function others(history: History, last: number): Prose {
  const found = LOWER.flatMap(([column, name]) => {
    const since = crossingOf(history, column, last)?.final ?? null;
    return since === null ? [] : [{ name: quantity(name, "l2"), since }];
  });
  return found
    .flatMap(({ name, since }, i) => {
      const when = since === 0 ? "from the start" : `in step ${formatStep(since)}`;
      if (i === 0) return say` ${name} went over the line ${when} too`;
      return say`, ${name} ${when}`;
    })
    .concat(found.length === 0 ? [] : ["."]);
}
