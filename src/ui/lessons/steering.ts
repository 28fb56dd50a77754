/** How the run at hand becomes the one a lesson wants, with as little computed again as possible. Pure. */
import type { Setting } from "../../lessons/lesson.ts";
import type { Experiment } from "../../model/experiment.ts";

/** The run that is drawn. */
export interface DrawnRun {
  experiment: Experiment;
  /** Its last step, −1 before the first. */
  head: number;
}

export type Move =
  /** The step is there. */
  | { kind: "look" }
  /** It lies ahead. */
  | { kind: "run" }
  /** It lies ahead, after a change of η at the next step. */
  | { kind: "change"; learningRate: number }
  /** The run is another one. */
  | { kind: "load" };

const changesIn = ({ learningRateChanges }: Experiment, after: number, to: number) =>
  learningRateChanges.filter(({ step }) => step > after && step <= to);

/** Whether two experiments have the same rows up to and with `step`. Where they pause does not matter. */
export function agreeUpTo(a: Experiment, b: Experiment, step: number): boolean {
  const start = (experiment: Experiment) => ({
    ...experiment,
    steps: 0,
    learningRateChanges: changesIn(experiment, -Infinity, step),
  });
  return ordered(start(a)) === ordered(start(b));
}

/** JSON in which equal values give equal texts. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export function hasArrived({ experiment, head }: DrawnRun, wanted: Setting): boolean {
  return head >= wanted.to && agreeUpTo(experiment, wanted.experiment, wanted.to);
}

export function nextMove({ experiment, head }: DrawnRun, wanted: Setting): Move {
  if (head < 0 || !agreeUpTo(experiment, wanted.experiment, Math.min(head, wanted.to))) {
    return { kind: "load" };
  }
  if (head >= wanted.to) return { kind: "look" };
  if (agreeUpTo(experiment, wanted.experiment, wanted.to)) return { kind: "run" };
  const [change, ...others] = changesIn(wanted.experiment, head, wanted.to);
  const isNext = change?.step === head + 1 && others.length === 0;
  return isNext && changesIn(experiment, head, wanted.to).length === 0
    ? { kind: "change", learningRate: change.learningRate }
    : { kind: "load" };
}

/** The step from which `wanted` is new to a viewer who comes from `before`. */
export function newFrom(before: Setting | null, wanted: Setting): number {
  const isSequel =
    before !== null &&
    before.to < wanted.to &&
    agreeUpTo(before.experiment, wanted.experiment, before.to);
  return isSequel ? before.to : 0;
}
