/** The stage column as runs of equal stage, extended as the run grows. */
export type Stage = 1 | 2 | 3 | 4;

export interface StageRun {
  stage: Stage;
  from: number;
  /** First step after the run. */
  to: number;
}

function stageOf(value: number): Stage | null {
  return value === 1 || value === 2 || value === 3 || value === 4 ? value : null;
}

/**
 * Extend `runs` in place by the entries from ≤ i < column.length; undefined entries belong to
 * no run.
 */
export function extendStageRuns(runs: StageRun[], column: Float64Array, from: number): void {
  for (let i = from; i < column.length; i++) {
    const stage = stageOf(column[i]!);
    if (stage === null) continue;
    const last = runs.at(-1);
    if (last && last.stage === stage && last.to === i) last.to = i + 1;
    else runs.push({ stage, from: i, to: i + 1 });
  }
}
