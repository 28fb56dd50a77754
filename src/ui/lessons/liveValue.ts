/** The numbers in a lesson's text, read at the step shown. */
import { formatReading, formatSignificant, formatStep, NO_VALUE } from "../../charts/format.ts";
import type { Curve } from "../../charts/view.ts";
import type { ValueName } from "../../lessons/markup.ts";
import type { History } from "../../session/history.ts";
import { activeModesAt, ledAt } from "../../session/leadingPrediction.ts";
import { constraintGauge } from "../story/constraintGauge.ts";
import { readingsAt } from "../story/readings.ts";
import { stageOf } from "../story/stages.ts";

export interface LiveValue {
  text: string;
  /** The curve whose hue it has; null for ink. */
  curve: Curve | null;
}

const short = (value: number) => formatSignificant(value, 3);
const percent = (share: number) =>
  Number.isFinite(share) ? `${formatSignificant(100 * share, 3)} %` : NO_VALUE;

/** A dash where the run has no such value. Sharpness at the edge is the mean of two steps. */
export function liveValue(name: ValueName, history: History, step: number): LiveValue {
  const now = readingsAt(history, step);
  const isAtEdge = stageOf(now) !== null || activeModesAt(history, step) > 1;
  const sharpness = isAtEdge ? now.meanSharpness : now.sharpness;
  const at = history.at.bind(history);
  const delta = ledAt(history, "delta", step);
  const constrainedLoss = ledAt(history, "constrainedLoss", step);
  const rate = at("learningRate", step);
  switch (name) {
    case "step":
      return { text: formatStep(Math.max(0, step)), curve: null };
    case "loss":
      return { text: formatReading(now.loss, "loss"), curve: "gd" };
    case "sharpness":
      return { text: formatReading(sharpness, "sharpness"), curve: "gd" };
    case "line":
      return { text: formatReading(now.threshold, "sharpness"), curve: "edge" };
    case "rate":
      return { text: short(rate), curve: "edge" };
    case "share":
      return { text: percent(sharpness / now.threshold), curve: "gd" };
    case "lambda2":
      return { text: formatReading(now.secondEigenvalue, "sharpness"), curve: "l2" };
    case "x":
      return { text: short(Math.abs(at("x", step))), curve: "gd" };
    case "delta":
      return { text: short(delta), curve: "dagger" };
    case "oscillation":
      return { text: `${short(now.excursion)} δ`, curve: "gd" };
    case "distance":
      return { text: formatReading(ledAt(history, "distance", step), "distance"), curve: "gd" };
    case "flowSharpness":
      return { text: formatReading(at("flowSharpness", step), "sharpness"), curve: "flow" };
    case "flowDistance":
      return { text: formatReading(at("flowDistance", step), "distance"), curve: "flow" };
    case "constrainedLoss":
      return { text: formatReading(constrainedLoss, "loss"), curve: "dagger" };
    case "surcharge":
      return { text: formatReading(now.loss - constrainedLoss, "loss"), curve: "gd" };
    case "expectedSurcharge":
      return { text: formatReading(delta ** 2 / rate, "loss"), curve: "average" };
    case "alpha":
      return { text: short(at("alpha", step)), curve: "dagger" };
    case "kept":
      return { text: percent(constraintGauge(history, step)), curve: "dagger" };
  }
}
