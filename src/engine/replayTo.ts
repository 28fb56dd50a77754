/** A run on its way to where another one was. */
import type { Command } from "../protocol/commands.ts";
import type { ReportLoading } from "../protocol/loading.ts";
import type { Checkpoints } from "./checkpoints/checkpoints.ts";
import type { Turns } from "./pacing/turns.ts";
import type { Run } from "./run.ts";

/**
 * Compute, without showing them, the rows up to `step` that are on the page already.
 * @param resyncSteps where v̂ was reset.
 * @throws AbandonedError when another run has begun.
 * @throws Error with a sentence when the run ends before: on another backend it may.
 */
export async function replayTo(
  run: Run,
  { step, resyncSteps }: Pick<Extract<Command, { type: "branch" }>, "step" | "resyncSteps">,
  checkpoints: Checkpoints,
  turns: Turns,
  report: ReportLoading,
): Promise<void> {
  const first = run.step;
  run.resynchroniseEachCycle = false;
  while (run.step <= step) {
    report({ stage: "replay", done: run.step - first, total: step + 1 - first });
    await turns.betweenPasses();
    await checkpoints.takeFrom(run);
    const now = run.step;
    if (resyncSteps.includes(now)) run.resynchronise();
    const nextReset = resyncSteps.find((at) => at > now) ?? Infinity;
    const rows = Math.min(step + 1, nextReset, now + checkpoints.rowsToNext(now)) - now;
    await run.nextRows(rows);
    if (run.isDiverged) {
      throw new Error(`Repeated from its start, the run ends at step ${now}; restart to go on.`);
    }
  }
}
