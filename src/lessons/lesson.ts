/** A guided lesson: pure data that drives the instrument, step by step. */
import type { Curve, PanelName, View } from "../charts/view.ts";
import type { Experiment } from "../model/experiment.ts";
import { holds, type Claim } from "./claims.ts";
import { rowsUpTo, type RunRows } from "./runRows.ts";

export interface Lesson {
  /** Frozen once published: links name it. */
  id: string;
  title: string;
  /** What the reader can do afterwards, one sentence. */
  goal: string;
  minutes: number;
  /** What the reader should know, a phrase. */
  assumes: string;
  /** 4 to 8. */
  steps: readonly LessonStep[];
}

/**
 * Where the run stands. Steps are numbers, not events such as "the edge": the run then pauses on them
 * exactly, and nothing that lies ahead is drawn. What there is at a step is claimed and tested.
 */
export interface Setting {
  experiment: Experiment;
  /** The step shown, up to which the run goes. */
  to: number;
  /** Steps per second over the part that is new in this step; at full speed when absent. */
  speed?: number;
  /** Steps on screen; all when absent. */
  window?: { from: number; to: number };
}

export interface LessonStep extends Setting {
  /** Unique in its lesson. */
  id: string;
  title: string;
  /** Paragraphs, in the markup of `markup.ts`. */
  body: readonly string[];
  /** Panels to look at: the others are veiled. */
  focus: readonly PanelName[];
  /** Curves to show; those of the default view when absent. */
  curves?: readonly Curve[];
  view?: Partial<Omit<View, "visible">>;
  /** A prediction to make before the run goes on. */
  ask?: Ask;
  /** What is said of the run, true once it has come to the end of this step. */
  expect: readonly Claim[];
}

export interface Ask {
  question: string;
  /** Two to four; on the run exactly one of them is true. */
  choices: readonly Choice[];
  /** Where the run goes for the answer. */
  answer: Setting;
  /** What is said once the run has answered. */
  body: readonly string[];
}

export interface Choice {
  text: string;
  /** Whether it is the right one is found on the run. */
  isRightIf: Claim;
}

/** Where the run stands in a step, before or after its question has been answered. */
export function settingOf(step: LessonStep, isAnswered: boolean): Setting {
  return isAnswered && step.ask !== undefined ? step.ask.answer : step;
}

/** Where the run stands at the end of a step. */
export function endOf(step: LessonStep): Setting {
  return settingOf(step, true);
}

/**
 * The choice that is true of the run, counted from 0, by what was known at the step of the answer.
 * @returns null where the run does not single one out
 */
export function rightChoice({ choices, answer }: Ask, run: RunRows): number | null {
  const known = rowsUpTo(run, answer.to);
  const right = choices.flatMap(({ isRightIf }, i) => (holds(isRightIf, known) ? [i] : []));
  return right.length === 1 ? right[0]! : null;
}

/** Whether the run shows all that the step says of it. */
export function isTrueOf(step: LessonStep, run: RunRows): boolean {
  const known = rowsUpTo(run, endOf(step).to);
  return step.expect.every((claim) => holds(claim, known));
}
