import type { Experiment } from "../model/experiment.ts";
import { modelOfKind } from "../model/modelOfKind.ts";
import { defaultExperiment, parseExperiment } from "../model/parseExperiment.ts";
import { blankData } from "./dataLinkFields.ts";
import type { LinkField } from "./linkField.ts";
import { LINK_FIELDS } from "./linkFields.ts";
import type { LinkState } from "./linkState.ts";
import { shortText } from "./shortText.ts";

/**
 * Makes the experiment of a link valid as a whole, in place. A value that contradicts the others
 * gives way to the one the link starts from, then to the default one; if neither helps, the whole
 * experiment is the one the link starts from. Returns a sentence for every change.
 */
export function repairExperiment(state: LinkState, start: LinkState): string[] {
  const faults = new Map<LinkField, string>();
  const repairs = [copyFromStart, copyDefault];
  const attempts = new Map<LinkField, number>();
  for (;;) {
    const parsed = parseExperiment(state.experiment);
    if (parsed.ok) {
      state.experiment = parsed.experiment;
      return [...faults].map(([field, error]) => {
        const instead = field.write(state);
        return `In the link, ${error}; ${instead === null ? "the default" : `${field.key}=${shortText(instead)}`} is used instead.`;
      });
    }
    const error = parsed.error.replace(/\.$/, "");
    const field = LINK_FIELDS.find(
      ({ path, write }) => isWithin(parsed.path, path) && write(state) !== null,
    );
    const attempt = field === undefined ? repairs.length : (attempts.get(field) ?? 0);
    const repair = repairs[attempt];
    if (field === undefined || repair === undefined) {
      state.experiment = validOr(start.experiment, defaultExperiment());
      return [`In the link, ${error}; the experiment it starts from is used instead.`];
    }
    attempts.set(field, attempt + 1);
    faults.set(field, faults.get(field) ?? error);
    repair(field, state, start);
  }
}

function copyFromStart(field: LinkField, state: LinkState, start: LinkState): void {
  if (field.path === "model.kind") state.experiment.model = { ...start.experiment.model };
  else field.copy(start, state);
}

/** Data and initialisation are taken as a whole: their keys depend on each other. */
function copyDefault(field: LinkField, state: LinkState, start: LinkState): void {
  const { experiment } = state;
  if (field.path.startsWith("data.")) {
    experiment.data = blankData(experiment.data.kind);
  } else if (field.path.startsWith("init.")) {
    experiment.init = defaultExperiment().init;
  } else if (field.path === "model.kind") {
    experiment.model = defaultExperiment().model;
  } else if (field.path === "model.channels") {
    const { activation, kind } = experiment.model;
    experiment.model = modelOfKind(kind, { ...defaultExperiment().model, activation });
  } else {
    field.copy({ ...start, experiment: defaultExperiment() }, state);
  }
}

function validOr(experiment: Experiment, otherwise: Experiment): Experiment {
  const parsed = parseExperiment(experiment);
  return parsed.ok ? parsed.experiment : otherwise;
}

/** Whether a path is another one or lies inside it: `a[1].b` and `a.b` are within `a`. */
function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}
