import { MAX_STEPS } from "../model/schema/limits.ts";
import { choiceField, wholeField } from "../model/schema/fields.ts";
import { BACKEND_NAMES } from "../protocol/backend.ts";
import { experimentLinkFields } from "./experimentLinkFields.ts";
import { flagField, linkField, property, type LinkField } from "./linkField.ts";
import type { LinkState } from "./linkState.ts";
import { pageLinkFields } from "./pageLinkFields.ts";
import { flagText, nameText, numberText } from "./valueText.ts";
import { viewLinkFields } from "./viewLinkFields.ts";

const stateOf = (state: LinkState) => state;

/** How links say each part of their state; a part that is added and not here does not compile. */
const fieldsOfState: Record<keyof LinkState, readonly LinkField[]> = {
  presetId: [], // Read before everything else: it is what the other keys change.
  experiment: Object.values(experimentLinkFields).flatMap((fields) => Object.values(fields).flat()),
  backend: [
    linkField({
      key: "backend",
      path: "backend",
      text: nameText,
      schema: choiceField(["auto", ...BACKEND_NAMES]),
      ...property(stateOf, "backend"),
    }),
  ],
  run: [
    linkField({
      key: "run",
      path: "run",
      text: flagText,
      schema: flagField,
      get: ({ run }) => (run === false ? null : run === true),
      set: (state, run) => {
        state.run = run || "held";
      },
    }),
  ],
  until: [
    linkField({
      key: "until",
      path: "until",
      text: numberText,
      schema: wholeField(0, MAX_STEPS),
      get: ({ until }) => until,
      set: (state, until) => {
        state.until = until;
      },
    }),
  ],
  ...pageLinkFields,
  view: Object.values(viewLinkFields).flat(),
  unknown: [], // Written and read as they are.
};

/** The keys that are not about the experiment, in the order in which links have them. */
export const SETTING_FIELDS: readonly LinkField[] = Object.entries(fieldsOfState).flatMap(
  ([part, fields]) => (part === "experiment" ? [] : fields),
);

/** Every key of a link but `v`, `preset` and unknown ones, in the order in which links have them. */
export const LINK_FIELDS: readonly LinkField[] = Object.values(fieldsOfState).flat();
