/** The stretches of a run with more than one mode at the edge, extended as it grows. */
import type { History } from "../session/history.ts";
import { activeModesAt } from "../session/leadingPrediction.ts";

export interface ModeRun {
  /** At least two. */
  active: number;
  from: number;
  /** First step after the run. */
  to: number;
}

/** Extend `runs` in place by the steps from `from` on. */
export function extendModeRuns(runs: ModeRun[], history: History, from: number): void {
  for (let step = from; step < history.length; step++) {
    const active = activeModesAt(history, step);
    if (active < 2) continue;
    const last = runs.at(-1);
    if (last && last.active === active && last.to === step) last.to = step + 1;
    else runs.push({ active, from: step, to: step + 1 });
  }
}
