/** η over time: the experiment's list of changes, and how it follows what the engine reports. */
import type { Experiment, LearningRateChange } from "../model/experiment.ts";

/** η of the update θ_step → θ_{step+1}. Changes must be in order of step. */
export function learningRateAt(experiment: Experiment, step: number): number {
  let rate = experiment.learningRate;
  for (const change of experiment.learningRateChanges) {
    if (change.step > step) break;
    rate = change.learningRate;
  }
  return rate;
}

/** In order of step, the last one at a step winning, without changes that change nothing. */
export function normalizeChanges(
  initial: number,
  changes: readonly LearningRateChange[],
): LearningRateChange[] {
  const byStep = new Map<number, number>();
  for (const change of changes) byStep.set(change.step, change.learningRate);
  let rate = initial;
  return [...byStep.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([step, learningRate]) => {
      if (learningRate === rate) return [];
      rate = learningRate;
      return [{ step, learningRate }];
    });
}

/** The experiment with η changed from `step` on; changes already planned for later stay. */
export function withChange(experiment: Experiment, change: LearningRateChange): Experiment {
  const changes = [...experiment.learningRateChanges, change];
  return {
    ...experiment,
    learningRateChanges: normalizeChanges(experiment.learningRate, changes),
  };
}

/** The experiment without the changes of η after `step`. */
export function withChangesUpTo(experiment: Experiment, step: number): Experiment {
  const learningRateChanges = experiment.learningRateChanges.filter(
    (change) => change.step <= step,
  );
  return { ...experiment, learningRateChanges };
}

/**
 * The experiment brought in line with what the engine has applied up to row `lastStep`.
 * A viewer's change still on its way (`pending`) is kept at the next row.
 */
export function reconcileChanges(
  experiment: Experiment,
  applied: readonly LearningRateChange[],
  lastStep: number,
  pending: LearningRateChange | null,
): Experiment {
  const planned = experiment.learningRateChanges.filter((change) => change.step > lastStep);
  const waiting =
    pending === null
      ? []
      : [{ step: Math.max(pending.step, lastStep + 1), learningRate: pending.learningRate }];
  const changes = normalizeChanges(experiment.learningRate, [...applied, ...planned, ...waiting]);
  const old = experiment.learningRateChanges;
  const isSame =
    changes.length === old.length &&
    changes.every(
      (change, i) => change.step === old[i]?.step && change.learningRate === old[i].learningRate,
    );
  return isSame ? experiment : { ...experiment, learningRateChanges: changes };
}
