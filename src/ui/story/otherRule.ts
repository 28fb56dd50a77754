/**
 * Words for a run with another step rule than gradient descent, by its sharpness and its own line: the
 * four stages are of gradient descent.
 */
import { formatReading, formatSignificant, formatStep } from "../../charts/format.ts";
import type { Optimizer } from "../../model/experiment.ts";
import { edgeFormula, edgeLevel, isAdaptive, ruleName } from "../../model/stability.ts";
import { firstMeeting } from "../../session/edgeSteps.ts";
import type { History } from "../../session/history.ts";
import { beside, sharpnessOf } from "./comparison.ts";
import { learningRateBefore } from "./learningRateBefore.ts";
import { quantity, say, type Prose, type Quantity } from "./prose.ts";
import { changeBefore, readingsAt, type Readings } from "./readings.ts";
import { edgeEstimate } from "./timeToEdge.ts";

export interface RuleStory {
  key: string;
  heading: string;
  paragraphs: readonly Prose[];
}

/** As near to the line as this, in shares of it, a run is at the edge; farther off once it has met it. */
const NEAR = 0.1;
const NEAR_AFTER = 0.4;

export function otherRule(
  history: History,
  step: number,
  optimizer: Optimizer,
  stepsPerSecond: number,
): RuleStory {
  const now = readingsAt(history, step);
  const change = changeBefore(history, step);
  const remarks: Prose[] = [];
  if (change !== null) {
    const before = learningRateBefore(history, change);
    const levels = [before, change.learningRate].map((rate) => lineOf(edgeLevel(optimizer, rate)));
    remarks.push(
      say`At step ${formatStep(change.step)} η went from ${formatSignificant(before, 4)} to ${formatSignificant(change.learningRate, 4)}, and the line from ${levels[0]!} to ${levels[1]!}.`,
    );
  }
  if (isAdaptive(optimizer)) {
    remarks.push(
      say`Raw sharpness is ${sharpnessOf(history.at("sharpness", step))}. The line is for the preconditioned one, in which each parameter is measured by the size of its own steps.`,
    );
  }
  const place = placeOf(now, firstMeeting(history, change?.step ?? 0, step) !== null);
  return {
    key: `${place}-${change?.step ?? 0}`,
    heading: HEADINGS[place],
    paragraphs: [sentenceOf(place, history, now, optimizer, stepsPerSecond), ...remarks],
  };
}

const ABOVE = "An oscillation grows there, until it pushes sharpness down.";
const BELOW = "An oscillation dies down there, and sharpness is free to rise.";

type Place = "before" | "edge" | "above";

const HEADINGS: Record<Place, string> = {
  before: "Below the edge",
  edge: "At the edge",
  above: "Above the edge",
};

/** With as many digits as the sharpness beside it. */
function lineOf(level: number): Quantity {
  return quantity(formatReading(level, "sharpness"), "edge");
}

function placeOf({ meanSharpness, threshold }: Readings, hasMet: boolean): Place {
  const excess = meanSharpness / threshold - 1;
  if (excess > (hasMet ? NEAR_AFTER : NEAR)) return "above";
  return excess >= -(hasMet ? NEAR_AFTER : NEAR) ? "edge" : "before";
}

function sentenceOf(
  place: Place,
  history: History,
  now: Readings,
  optimizer: Optimizer,
  stepsPerSecond: number,
): Prose {
  const kind = isAdaptive(optimizer) ? "Preconditioned sharpness" : "Sharpness";
  const hue = isAdaptive(optimizer) ? "pre" : "gd";
  const sharpness = quantity(formatReading(now.meanSharpness, "sharpness"), hue);
  const law = say`${edgeFormula(optimizer)} of ${ruleName(optimizer.kind)}`;
  const line = lineOf(now.threshold);
  switch (place) {
    case "before":
      return [
        ...say`${kind} is ${sharpness}, the line `,
        ...law,
        ...say` is at ${line}. Below it no oscillation survives.${edgeEstimate(history, now, stepsPerSecond)}`,
      ];
    case "edge":
      return [
        ...say`${kind} is ${sharpness}, ${beside(now)} the line `,
        ...law,
        ...say` at ${line}. ${now.meanSharpness > now.threshold ? ABOVE : BELOW}`,
      ];
    case "above":
      return [
        ...say`${kind} is ${sharpness}, ${formatSignificant(now.meanSharpness / now.threshold, 2)} times the line `,
        ...law,
        ...say` at ${line}: the step is too long for this valley, and the run bounces across it.`,
      ];
  }
}
