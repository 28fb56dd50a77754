import * as v from "valibot";
import type { Experiment } from "./experiment.ts";
import { contradiction } from "./schema/consistency.ts";
import { experimentSchema } from "./schema/experimentSchema.ts";
import { issueFault, type Fault } from "./schema/fault.ts";

export type ParsedExperiment = { ok: true; experiment: Experiment } | ({ ok: false } & Fault);

/**
 * An experiment from untrusted data (contract, version 1): defaults filled in, η changes in
 * increasing order of step, unknown keys kept at every level. A bad value gives one sentence, on
 * one line, naming its path, the value, and what is allowed. Never throws.
 */
export function parseExperiment(value: unknown): ParsedExperiment {
  const parsed = v.safeParse(experimentSchema, value, { abortEarly: true });
  if (!parsed.success) {
    return { ok: false, ...issueFault(parsed.issues[0]) };
  }
  const experiment: Experiment = parsed.output;
  const fault = contradiction(experiment);
  if (fault !== null) {
    return { ok: false, ...fault };
  }
  if (experiment.optimizer === undefined) delete experiment.optimizer;
  experiment.learningRateChanges.sort((a, b) => a.step - b.step);
  return { ok: true, experiment };
}

/** The experiment that an empty object describes. */
export function defaultExperiment(): Experiment {
  const parsed = parseExperiment({});
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  return parsed.experiment;
}
