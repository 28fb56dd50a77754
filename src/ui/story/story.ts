/** Which part of the story a run is in at one step, in plain words with its numbers. */
import { formatStep } from "../../charts/format.ts";
import type { Experiment, Optimizer } from "../../model/experiment.ts";
import { ENDS_BY_SECOND_MODE } from "../../protocol/annotations.ts";
import type { Forecast } from "../../protocol/forecast.ts";
import type { History } from "../../session/history.ts";
import { activeModesAt, isLedBySeveral } from "../../session/leadingPrediction.ts";
import type { Status } from "../../session/store.ts";
import { afterChange, approach, neverReached } from "./beforeEdge.ts";
import { sharpnessOf, thresholdOf } from "./comparison.ts";
import { foreignRun } from "./foreign.ts";
import { otherRule } from "./otherRule.ts";
import { say, type Prose } from "./prose.ts";
import { changeBefore, edgeBefore, predictionClaimAt, readingsAt, stopBy } from "./readings.ts";
import { severalModes } from "./severalModes.ts";
import { STAGE_NAMES, stageOf, stageSentence, type Stage } from "./stages.ts";
import { predictionEnded } from "./stopSentences.ts";

export interface Story {
  /** Changes when the story does, not with its numbers: what a screen reader is told about. */
  key: string;
  kicker: string;
  heading: string;
  stage: Stage | null;
  isDiverged: boolean;
  paragraphs: readonly Prose[];
}

export interface StoryInput {
  history: History;
  /** The step told about: the crosshair's, or the last one. */
  step: number;
  status: Status;
  /** The step rule; gradient descent where absent. */
  optimizer?: Optimizer | undefined;
  /** As measured, while the run goes on from `step`: turns steps to the edge into time. */
  stepsPerSecond?: number;
  /** What a trial of a run that has not begun said of it. */
  held?: { forecast: Forecast; experiment: Experiment } | null;
  /** How divergence is told; null while that is on its way. */
  lesson?: DivergenceLesson | null;
  /** The history is a recording, not a run of this visit. */
  isRecorded?: boolean;
  /** A lesson says how far the run goes: where it stops is not its end. */
  isSteered?: boolean;
  /** Play, Step and Re-synchronise are on screen, so that sentences may speak of them. */
  hasTransport?: boolean;
}

/** Sentences that most visits never need. */
export interface DivergenceLesson {
  divergence: (
    history: History,
    last: number,
    optimizer: Experiment["optimizer"],
  ) => readonly Prose[];
  heldRun: (forecast: Forecast, experiment: Experiment) => readonly Prose[];
}

const WAITING: Partial<Record<Status, Prose>> = {
  loading: say`The engine is starting.`,
  ready: say`Everything is set.`,
  failed: say`Nothing was drawn yet.`,
};

function waiting(status: Status, hasTransport: boolean): Prose {
  if (status === "ready" && hasTransport) {
    return say`Everything is set. Play starts the run, Step makes a single update.`;
  }
  return WAITING[status] ?? say`The run is about to begin.`;
}

export function tellStory(input: StoryInput): Story {
  const {
    history,
    step,
    status,
    optimizer,
    held = null,
    lesson = null,
    stepsPerSecond = 0,
  } = input;
  const { isRecorded = false, isSteered = false, hasTransport = true } = input;
  const recorded = isRecorded ? ", recorded" : "";
  const last = history.length - 1;
  const isAtEnd = step >= last;
  if (held !== null && status === "ready") {
    const prose = lesson?.heldRun(held.forecast, held.experiment) ?? [];
    return plain("held", "Step 0, not started", "This step is too large", prose);
  }
  if (last < 0 || (last === 0 && status !== "diverged")) {
    const heading = status === "failed" ? "Not running" : "Before the first step";
    return plain(`waiting-${status}`, "Step 0", heading, [waiting(status, hasTransport)]);
  }
  if (status === "foreign") {
    const kicker = `Step ${formatStep(step)}, from a file`;
    return plain(
      "foreign",
      kicker,
      "Computed elsewhere",
      foreignRun(readingsAt(history, step), lawOf(history)),
    );
  }
  if (history.divergedAt !== null && isAtEnd) {
    const kicker = `Stopped after step ${formatStep(history.divergedAt)}${recorded}`;
    const story = plain(
      "diverged",
      kicker,
      "Diverged",
      lesson?.divergence(history, last, optimizer) ?? [],
    );
    return { ...story, isDiverged: true };
  }
  const hasStopped = status === "finished" && isAtEnd;
  const isFinished = hasStopped && !isSteered;
  const how = hasStopped ? (isSteered ? ", paused" : ", finished") : recorded;
  const kicker = `Step ${formatStep(step)}${how}`;
  if (optimizer !== undefined) {
    const { key, heading, paragraphs } = otherRule(history, step, optimizer, stepsPerSecond);
    const closing =
      isFinished && hasTransport ? [say`The run paused here; Play goes on from it.`] : [];
    return plain(key, kicker, heading, [...paragraphs, ...closing]);
  }
  const edge = edgeBefore(history, step);
  return edge === null
    ? offTheEdge({ history, step, stepsPerSecond }, kicker, isFinished || (isRecorded && isAtEnd))
    : atTheEdge(history, step, edge, how, { isFinished, hasTransport });
}

/** The line of a run from a file: the file's own, or that of gradient descent. */
function lawOf(history: History): string {
  return Number.isFinite(history.at("stabilityThreshold", 0)) ? "that the file gives" : "2/η";
}

function plain(key: string, kicker: string, heading: string, paragraphs: readonly Prose[]): Story {
  return { key, kicker, heading, stage: null, isDiverged: false, paragraphs };
}

function offTheEdge(
  {
    history,
    step,
    stepsPerSecond,
  }: Pick<Required<StoryInput>, "history" | "step" | "stepsPerSecond">,
  kicker: string,
  isOver: boolean,
): Story {
  const now = readingsAt(history, step);
  const change = changeBefore(history, step);
  if (change !== null) {
    const hadEdge = history.annotations.edgeSteps.some((edge) => edge < change.step);
    const heading = hadEdge ? "Before the new edge" : "Before the edge";
    return plain(
      `change-${change.step}`,
      kicker,
      heading,
      afterChange(history, now, change, stepsPerSecond),
    );
  }
  if (now.sharpness >= now.threshold) {
    return plain("above", kicker, "Above the edge", [approach(history, now, stepsPerSecond)]);
  }
  if (isOver) return plain("never", kicker, "The edge was not reached", neverReached(now));
  return plain("before", kicker, "Before the edge", [approach(history, now, stepsPerSecond)]);
}

function atTheEdge(
  history: History,
  step: number,
  edge: number,
  how: string,
  { isFinished, hasTransport }: { isFinished: boolean; hasTransport: boolean },
): Story {
  const kicker = `Step ${formatStep(step)}${how}`;
  const now = readingsAt(history, step);
  const stop = stopBy(predictionClaimAt(history, edge, step), step);
  const closing =
    isFinished && hasTransport ? [say`The run paused here; Play goes on from it.`] : [];
  const active = activeModesAt(history, step);
  if (active > 1) {
    const heading = active === 2 ? "Two modes at the edge" : "Three modes at the edge";
    const told = severalModes(history, step, stop, hasTransport);
    // The room below the numbers is kept for two short ones.
    const paragraphs = told.length > 2 || stop !== null ? told : [...told, ...closing];
    return plain(`modes-${active}-${stop?.reason ?? "on"}`, kicker, heading, paragraphs);
  }
  const isAlone = !isLedBySeveral(history, step);
  if (isAlone && stop !== null && ENDS_BY_SECOND_MODE.has(stop.reason)) {
    const why =
      stop.reason === "second-eigenvalue"
        ? say`The second eigenvalue λ₂ reached 1.9/η at step ${formatStep(stop.step)}. Both predictions follow one oscillation only, so they end there. What was drawn stays.`
        : say`At step ${formatStep(stop.step)} the leading eigenvector changed places with another. Both predictions follow one direction only, so they end there. What was drawn stays.`;
    const goesOn = say`The run goes on, with more than one direction in play.`;
    const paragraphs = [why, ...(isFinished ? closing : [goesOn])];
    return plain(`modes-${stop.step}`, kicker, "Two modes at the edge", paragraphs);
  }
  const stage = stageOf(now);
  if (stage === null) {
    const here = say`Sharpness is ${sharpnessOf(now.sharpness)}, the line 2/η is at ${thresholdOf(now.threshold)}.`;
    return plain("edge", kicker, "At the edge", [here, ...closing]);
  }
  return {
    key: `stage-${stage}-${stop?.reason ?? "on"}`,
    kicker: `Step ${formatStep(step)}, stage ${stage} of 4${how}`,
    heading: STAGE_NAMES[stage],
    stage,
    isDiverged: false,
    // One of these at most: the room below the numbers is kept for it.
    paragraphs: [
      stageSentence(stage, now),
      ...(stop === null ? closing : [predictionEnded(stop, hasTransport)]),
    ],
  };
}
