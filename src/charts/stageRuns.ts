/** The stages of a run as stretches of equal stage, extended as it grows. */
import type { History } from "../session/history.ts";
import { activeModesAt } from "../session/leadingPrediction.ts";

export type Stage = 1 | 2 | 3 | 4;

export interface StageRun {
  stage: Stage;
  from: number;
  /** First step after the run. */
  to: number;
}

/** Only one mode has stages. */
export function stageAt(history: History, step: number): Stage | null {
  const value = history.at("stage", step);
  const isStage = value === 1 || value === 2 || value === 3 || value === 4;
  return isStage && activeModesAt(history, step) === 1 ? value : null;
}

/** Extend `runs` in place by the steps from `from` on; those without a stage belong to no run. */
export function extendStageRuns(runs: StageRun[], history: History, from: number): void {
  for (let step = from; step < history.length; step++) {
    const stage = stageAt(history, step);
    if (stage === null) continue;
    const last = runs.at(-1);
    if (last && last.stage === stage && last.to === step) last.to = step + 1;
    else runs.push({ stage, from: step, to: step + 1 });
  }
}
