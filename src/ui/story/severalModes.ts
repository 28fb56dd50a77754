/** What is said at the edge where more than one direction oscillates. */
import { formatReading, formatSignificant, formatStep } from "../../charts/format.ts";
import type { OverlayStop } from "../../protocol/annotations.ts";
import type { History } from "../../session/history.ts";
import { activeModesAt } from "../../session/leadingPrediction.ts";
import { sharpnessOf, thresholdOf } from "./comparison.ts";
import { quantity, say, type Prose } from "./prose.ts";
import { readingsAt } from "./readings.ts";
import { predictionEnded } from "./stopSentences.ts";

/** Fewer steps than a round or so have no average to speak of. */
const LEAST_STEPS = 40;

/**
 * How many directions oscillate and since when, and where the sharpness of two is; what has become of the
 * prediction; and once there is an average, that of the run beside the central flow's.
 * @param stop what has ended the prediction, if anything has.
 */
export function severalModes(
  history: History,
  step: number,
  stop: OverlayStop | null,
  hasTransport: boolean,
): Prose[] {
  const [many, both, of] =
    activeModesAt(history, step) === 2
      ? ["two directions", "both", "both"]
      : ["three directions", "all", "all three"];
  const since = history.modeChanges.findLast((change) => change.step <= step)?.step ?? step;
  const { meanSharpness, secondEigenvalue, threshold } = readingsAt(history, step);
  const here = say`Since step ${formatStep(since)} ${many} oscillate, and each pushes the sharpness of ${both}. Sharpness is ${sharpnessOf(meanSharpness)}`;
  const line = say`, the line 2/η is at ${thresholdOf(threshold)}.`;
  return [
    [...here, ...second(secondEigenvalue), ...line],
    stop === null ? say`The prediction goes on with ${of}.` : predictionEnded(stop, hasTransport),
    ...averages(history, since, step),
  ];
}

function second(value: number): Prose {
  if (!Number.isFinite(value)) return [];
  return say`, λ₂ ${quantity(formatReading(value, "sharpness"), "l2")}`;
}

/** The squared oscillation about the central flow and its tr Σ, both averaged since `since`. */
function averages(history: History, since: number, step: number): Prose[] {
  const count = step - since + 1;
  const squared = history.column("centralX").subarray(since, step + 1);
  const traces = history.column("centralTrace").subarray(since, step + 1);
  const run = squared.reduce((sum, x) => sum + x ** 2, 0) / count;
  const flow = traces.reduce((sum, trace) => sum + trace, 0) / count;
  if (count < LEAST_STEPS || !Number.isFinite(run + flow)) return [];
  const x2 = quantity(formatSignificant(run, 2), "gd");
  const trace = quantity(formatSignificant(flow, 2), "central");
  return [say`|x|² averages ${x2} since then, tr Σ of the central flow ${trace}.`];
}
