/** The numbers under the sentence: what the stage is made of, at one step. */
import { formatReading, formatSignificant, NO_VALUE } from "../../charts/format.ts";
import type { Curve } from "../../charts/view.ts";
import type { Optimizer } from "../../model/experiment.ts";
import { edgeFormula, isAdaptive } from "../../model/stability.ts";
import type { History } from "../../session/history.ts";
import { activeModesAt, ledAt } from "../../session/leadingPrediction.ts";
import { constraintGauge } from "./constraintGauge.ts";
import { edgeBefore, overTwoSteps, readingsAt, type Readings } from "./readings.ts";
import { stageOf } from "./stages.ts";

export interface LiveNumber {
  /** As it is written, and as the glossary knows it. */
  symbol: string;
  /** What it is called aloud. */
  name: string;
  text: string;
  curve: Curve;
  /** For a share: 0…1, drawn as a gauge. */
  share?: number;
}

const significant = (value: number) => formatSignificant(value, 3);

/** With its sign: sharpness above or below the line, near it without a power of ten, which has no room. */
function excess(y: number): string {
  const text = Math.abs(y) < 0.005 ? formatSignificant(y, 2) : formatReading(y, "sharpness");
  return y > 0 ? `+${text}` : text;
}

/**
 * As in the sentence: in a stage, or with several modes, at the edge the mean of two steps, with the alternating part taken
 * out; after a change of η and where the run diverged, sharpness as it is at the step itself.
 */
function isTakenTogether(history: History, now: Readings): boolean {
  const isEnd = history.divergedAt !== null && now.step >= history.length - 1;
  const isTold = stageOf(now) !== null || activeModesAt(history, now.step) > 1;
  return isTold && edgeBefore(history, now.step) !== null && !isEnd;
}

/** Of another step rule: S, the preconditioned one where the line is for that, and the line. */
function numbersOfRule(history: History, step: number, optimizer: Optimizer): LiveNumber[] {
  const now = readingsAt(history, step);
  const reading = (value: number) => formatReading(value, "sharpness");
  const raw = isAdaptive(optimizer) ? history.at("sharpness", step) : now.meanSharpness;
  const preconditioned: LiveNumber = {
    symbol: "Sₚ",
    name: "preconditioned sharpness",
    text: reading(now.meanSharpness),
    curve: "pre",
  };
  return [
    { symbol: "S", name: "sharpness", text: reading(raw), curve: "gd" },
    ...(isAdaptive(optimizer) ? [preconditioned] : []),
    {
      symbol: edgeFormula(optimizer),
      name: "line",
      text: reading(now.threshold),
      curve: "edge",
    },
  ];
}

/** Of one direction, after S, 2/η and |x|/δ: y, α, β, δ and 1 − γ². */
function numbersOfOne(history: History, step: number): LiveNumber[] {
  const gauge = constraintGauge(history, step);
  const at = (column: "y" | "alpha" | "beta") => history.at(column, step);
  return [
    { symbol: "y", name: "sharpness above the line", text: excess(at("y")), curve: "gd" },
    { symbol: "α", name: "alpha", text: significant(at("alpha")), curve: "dagger" },
    { symbol: "β", name: "beta", text: significant(at("beta")), curve: "dagger" },
    balancePoint(history, step),
    {
      symbol: "1 − γ²",
      name: "descent left by the constraint",
      text: Number.isFinite(gauge) ? `${significant(100 * gauge)} %` : NO_VALUE,
      curve: "dagger",
      ...(Number.isFinite(gauge) ? { share: gauge } : {}),
    },
  ];
}

const DIRECTIONS = [
  { symbol: "y₁", name: "first direction above the line", column: "modesY1" },
  { symbol: "y₂", name: "second direction above the line", column: "modesY2" },
  { symbol: "y₃", name: "third direction above the line", column: "modesY3" },
] as const;

/** The same of several directions, which have no α, β and γ: δ, λ₂ and the y of each. */
function numbersOfSeveral(history: History, step: number): LiveNumber[] {
  return [
    balancePoint(history, step),
    {
      symbol: "λ₂",
      name: "second eigenvalue",
      text: formatReading(readingsAt(history, step).secondEigenvalue, "sharpness"),
      curve: "l2",
    },
    ...DIRECTIONS.map(({ symbol, name, column }): LiveNumber => ({
      symbol,
      name,
      text: excess(overTwoSteps(history, column, step)),
      curve: "gd",
    })),
  ];
}

function balancePoint(history: History, step: number): LiveNumber {
  const text = significant(ledAt(history, "delta", step));
  return { symbol: "δ", name: "balance point", text, curve: "dagger" };
}

/** Eight numbers of `step`; a dash where one is not defined. */
export function liveNumbers(history: History, step: number, optimizer?: Optimizer): LiveNumber[] {
  if (optimizer !== undefined) return numbersOfRule(history, step, optimizer);
  const now = readingsAt(history, step);
  const sharpness = isTakenTogether(history, now) ? now.meanSharpness : now.sharpness;
  const rest = activeModesAt(history, step) > 1 ? numbersOfSeveral : numbersOfOne;
  return [
    {
      symbol: "S",
      name: "sharpness",
      text: formatReading(sharpness, "sharpness"),
      curve: "gd",
    },
    {
      symbol: "2/η",
      name: "line",
      text: formatReading(now.threshold, "sharpness"),
      curve: "edge",
    },
    { symbol: "|x|/δ", name: "oscillation", text: significant(now.excursion), curve: "gd" },
    ...rest(history, step),
  ];
}

/** The same aloud, without what is not defined: "sharpness 20.50, line 20.00, …". */
export function spokenNumbers(numbers: readonly LiveNumber[]): string {
  return numbers
    .filter(({ text }) => text !== NO_VALUE)
    .map(({ name, text }) => `${name} ${text}`)
    .join(", ");
}
