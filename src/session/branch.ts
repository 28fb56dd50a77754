/** A run that goes on from an earlier step of another one. */
import type { Experiment } from "../model/experiment.ts";
import type { History } from "./history.ts";
import { learningRateAt, withChange, withChangesUpTo } from "./learningRates.ts";
import type { SessionState } from "./store.ts";

/** The run that a branch leaves behind. */
export interface LeftRun {
  /** Does not grow any more, unless it is brought back. */
  history: History;
  experiment: Experiment;
  presetId: string | null;
  /** The last step that the branch shares with it. */
  branchStep: number;
}

/**
 * What is known of a branch when it begins: it waits, with the changes of η that had come by then.
 * @param learningRate another η from the next step on.
 */
export function branchedState(
  { experiment, branchStep }: Pick<LeftRun, "experiment" | "branchStep">,
  learningRate: number | undefined,
): Pick<SessionState, "experiment" | "ghost" | "status" | "undo"> {
  const shared = withChangesUpTo(experiment, branchStep);
  const waits = { status: "paused", undo: "branch" } as const;
  if (learningRate === undefined) return { ...waits, experiment: shared, ghost: null };
  const step = branchStep + 1;
  return {
    ...waits,
    experiment: withChange(shared, { step, learningRate }),
    ghost: { step, learningRate: learningRateAt(shared, branchStep) },
  };
}
