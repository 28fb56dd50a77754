/** What the portrait shows at a moment, and what it says in words when there is less to show. */
import type { Experiment } from "../../model/experiment.ts";
import { ruleName } from "../../model/stability.ts";
import type { History } from "../../session/history.ts";
import { activeModesAt, ledAt } from "../../session/leadingPrediction.ts";
import { formatStep } from "../format.ts";
import { stretchAt, type Stretch } from "./stretch.ts";

/** θ† at the step shown, with a balance point: α and δ are positive. */
export interface Balance {
  readonly alpha: number;
  readonly delta: number;
}

export interface PortraitMoment {
  /** Null while there is nothing to show. */
  readonly stretch: Stretch | null;
  /** The path is drawn up to here; −1 without a stretch. */
  readonly end: number;
  /** The step whose α, δ and energy the picture has: the crosshair's, else the end of the path. */
  readonly shown: number;
  /** The crosshair's step where it lies in the stretch; null otherwise. */
  readonly crosshair: number | null;
  /** How many modes are at the edge there. */
  readonly modes: number;
  /** Whether the quadrants are the stages: of one mode, whose θ† is computed. */
  readonly hasQuadrants: boolean;
  /** Null where θ† has no balance point, and with several modes. */
  readonly balance: Balance | null;
  /** Stands beside the heading. */
  readonly caption: string;
  /** Stands in the picture when there is no stretch; else empty. */
  readonly sentence: string;
}

function waitingSentence(history: History, experiment: Experiment): string {
  if (experiment.optimizer !== undefined) {
    return `θ† and its balance point are derived for gradient descent; ${ruleName(experiment.optimizer.kind)} has no such picture.`;
  }
  const [edge] = history.annotations.edgeSteps;
  if (edge !== undefined && edge < history.length) {
    return `The portrait starts at the edge, step ${formatStep(edge)}.`;
  }
  if (!experiment.overlays.some((overlay) => overlay !== "flowFromStart")) {
    return "This run follows no θ†, so there is nothing to measure |x| and y against.";
  }
  if (history.divergedAt !== null) {
    return "The run diverged without meeting the edge from below, so no oscillation was measured.";
  }
  return "The run draws itself here once its sharpness reaches 2/η.";
}

export function balanceAt(history: History, step: number): Balance | null {
  if (activeModesAt(history, step) > 1) return null;
  const alpha = history.at("alpha", step);
  const delta = ledAt(history, "delta", step);
  return alpha > 0 && delta > 0 && Number.isFinite(alpha) && Number.isFinite(delta)
    ? { alpha, delta }
    : null;
}

function hasQuadrantsAt(history: History, step: number): boolean {
  return activeModesAt(history, step) === 1 && !Number.isNaN(history.at("alpha", step));
}

const CAPTIONS = [
  "",
  "one mode, one loop",
  "two modes, a loop for each",
  "three modes, a loop for each",
];

/** Why there is no balance point, for the caption. */
function whyUnbalanced(history: History, step: number): string {
  if (!hasQuadrantsAt(history, step)) return CAPTIONS[activeModesAt(history, step)] ?? "";
  return history.at("alpha", step) > 0
    ? "no balance point: sharpness is flat here"
    : "no balance point: α ≤ 0";
}

/**
 * @param step the playhead's, or the head of the run
 * @param crosshair the step that is pointed at; before the first edge it points at nothing here
 */
export function portraitMoment(
  history: History,
  experiment: Experiment,
  step: number,
  crosshair: number | null,
): PortraitMoment {
  const base = stretchAt(history, step);
  const pointed = crosshair === null ? null : stretchAt(history, crosshair);
  const stretch = pointed ?? base;
  if (stretch === null) {
    return {
      stretch,
      end: -1,
      shown: -1,
      crosshair: null,
      modes: 1,
      hasQuadrants: true,
      balance: null,
      caption: "",
      sentence: waitingSentence(history, experiment),
    };
  }
  const end = stretch.from === base?.from ? Math.min(step, stretch.to) : stretch.to;
  const wanted = pointed === null || crosshair === null ? step : crosshair;
  const isPast = wanted > stretch.to;
  const shown = pointed === null ? end : Math.min(wanted, stretch.to);
  const balance = balanceAt(history, shown);
  return {
    stretch,
    end,
    shown,
    crosshair: pointed === null || isPast ? null : crosshair,
    modes: activeModesAt(history, shown),
    hasQuadrants: hasQuadrantsAt(history, shown),
    balance,
    caption: isPast
      ? `as it was at step ${formatStep(stretch.to)}`
      : balance === null
        ? whyUnbalanced(history, shown)
        : "the quadrants are the stages",
    sentence: "",
  };
}
