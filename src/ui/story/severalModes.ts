/** What is said at the edge where the prediction with several modes is computed. */
import { formatSignificant, formatStep } from "../../charts/format.ts";
import type { History } from "../../session/history.ts";
import { sharpnessOf, thresholdOf } from "./comparison.ts";
import { quantity, say, type Prose } from "./prose.ts";
import { readingsAt, stopBefore } from "./readings.ts";
import { STOP_CLAUSES } from "./stopSentences.ts";

const HOW_MANY = ["no direction", "one direction", "two directions", "three directions"];

/** Fewer steps than a round or so have no average to speak of. */
const LEAST_STEPS = 40;

/** How many modes are at the edge at `step`; 0 where that is not computed. */
export function modesAt(history: History, step: number): number {
  const active = history.at("modesActive", step);
  return Number.isFinite(active) ? active : 0;
}

/**
 * How many directions oscillate and since when, and where sharpness is; what has become of the predictions;
 * and once there is an average, that of the run beside the central flow's.
 * @param edge the edge step at which they began.
 */
export function severalModes(history: History, edge: number, step: number): Prose[] {
  const active = modesAt(history, step);
  let since = step;
  while (since > edge && modesAt(history, since - 1) === active) since--;
  const { meanSharpness, threshold } = readingsAt(history, step);
  const of = active === 2 ? "both" : "all";
  const here = say`Since step ${formatStep(since)} ${HOW_MANY[active] ?? "several directions"} oscillate, and each pushes the sharpness of ${of}. Sharpness is ${sharpnessOf(meanSharpness)}, the line 2/η is at ${thresholdOf(threshold)}.`;
  return [here, predictions(history, edge, step), ...averages(history, since, step)];
}

function predictions(history: History, edge: number, step: number): Prose {
  const one = stopBefore(history, "prediction", edge, step);
  const several = stopBefore(history, "modes", edge, step);
  const name = quantity("several modes", "modes");
  if (several !== null) {
    return say`The prediction with ${name} ends at step ${formatStep(several.step)}: ${STOP_CLAUSES[several.reason]}.`;
  }
  return one === null
    ? say`The prediction with ${name} goes on.`
    : say`The prediction of one mode ended at step ${formatStep(one.step)}; that with ${name} goes on.`;
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
