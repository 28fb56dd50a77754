/** What is said at the edge where the prediction with several modes is computed. */
import { formatStep } from "../../charts/format.ts";
import type { History } from "../../session/history.ts";
import { quantity, say, type Prose } from "./prose.ts";
import { stopBefore } from "./readings.ts";
import { STOP_CLAUSES } from "./stopSentences.ts";

const HOW_MANY = ["No direction", "One direction", "Two directions", "Three directions"];

/** How many modes are at the edge at `step`; 0 where that is not computed. */
export function modesAt(history: History, step: number): number {
  const active = history.at("modesActive", step);
  return Number.isFinite(active) ? active : 0;
}

/**
 * How many directions are at the edge, and that their prediction goes on, or why it ended; null where
 * it is not computed.
 * @param edge the edge step at which it began.
 */
export function severalModes(history: History, edge: number, step: number): Prose | null {
  const active = modesAt(history, step);
  if (active === 0) return null;
  const many = HOW_MANY[active] ?? "Several directions";
  const verb = active === 1 ? "is" : "are";
  const stop = stopBefore(history, "modes", edge, step);
  const name = quantity("prediction with several modes", "modes");
  return stop === null
    ? say`${many} ${verb} at the edge, and the ${name} goes on.`
    : say`${many} ${verb} at the edge. The ${name} ends at step ${formatStep(stop.step)}: ${STOP_CLAUSES[stop.reason]}.`;
}
