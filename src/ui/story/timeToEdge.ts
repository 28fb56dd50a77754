/** When sharpness will meet 2/η, as far as its present pace tells. */
import { formatStep } from "../../charts/format.ts";
import type { History } from "../../session/history.ts";
import type { Readings } from "./readings.ts";

/** Steps over which the pace is taken, and fewer to see whether it is steady. */
const PACE_STEPS = 30;
const RECENT_STEPS = 10;
/** The two paces may differ by this factor. */
const STEADY = 2;
/** How far ahead is told, in lengths of the run so far: farther is not foreseen by its pace. */
const FARTHEST = 3;
/** A pace needs so many measured steps. */
const LEAST_MEASURED = 4;

/** Slope of the straight line through sharpness over the steps up to `step`; NaN with too few. */
function pace(history: History, step: number, steps: number): number {
  const from = Math.max(0, step - steps);
  let [count, sumOfSteps, sumOfValues] = [0, 0, 0];
  for (let at = from; at <= step; at++) {
    const value = history.at(history.lineColumn, at);
    if (!Number.isFinite(value)) continue;
    count++;
    sumOfSteps += at - step;
    sumOfValues += value;
  }
  if (count < LEAST_MEASURED) return NaN;
  let [covariance, variance] = [0, 0];
  for (let at = from; at <= step; at++) {
    const value = history.at(history.lineColumn, at);
    if (!Number.isFinite(value)) continue;
    const offset = at - step - sumOfSteps / count;
    covariance += offset * (value - sumOfValues / count);
    variance += offset ** 2;
  }
  return covariance / variance;
}

/**
 * Steps until sharpness meets 2/η at the pace of the last 30 steps.
 * @returns null while it falls, while its pace is unsteady, or when the edge is too far off to tell
 */
export function stepsToEdge(history: History, now: Readings): number | null {
  const slope = pace(history, now.step, PACE_STEPS);
  const recent = pace(history, now.step, RECENT_STEPS);
  const isSteady = slope > 0 && recent > 0 && recent < STEADY * slope && slope < STEADY * recent;
  if (!isSteady) return null;
  const steps = (now.threshold - now.sharpness) / slope;
  return steps > 0 && steps <= FARTHEST * now.step ? steps : null;
}

/** Two digits, one below ten: an estimate is no better. */
function rounded(value: number): number {
  return Math.max(1, Number(value.toPrecision(value < 10 ? 1 : 2)));
}

function duration(seconds: number): string {
  if (seconds < 1) return "less than a second";
  const isShort = seconds < 100;
  const count = rounded(isShort ? seconds : seconds / 60);
  return `${formatStep(count)} ${isShort ? "second" : "minute"}${count === 1 ? "" : "s"}`;
}

/**
 * The estimate as a sentence with a space before it; empty where there is none.
 * @param stepsPerSecond as measured; 0 while nothing runs
 */
export function edgeEstimate(history: History, now: Readings, stepsPerSecond: number): string {
  const steps = stepsToEdge(history, now);
  if (steps === null) return "";
  const count = rounded(steps);
  const time = stepsPerSecond > 0 ? `, ${duration(steps / stepsPerSecond)}` : "";
  return ` At its present pace it gets there in about ${formatStep(count)} step${count === 1 ? "" : "s"}${time}.`;
}
