/** How links say where the run rests, what of the page is shown, and what may be changed. */
import * as v from "valibot";
import { LOCKS, PARTS, type Lock, type Part, type StepRange } from "../charts/view.ts";
import { describeValue } from "../model/schema/fault.ts";
import { wholeField } from "../model/schema/fields.ts";
import { MAX_STEPS } from "../model/schema/limits.ts";
import { EMBED_HIDES } from "./embedHides.ts";
import { flagField, linkField, property, type LinkField } from "./linkField.ts";
import type { LessonStep, LinkState } from "./linkState.ts";
import { flagText, lessonText, listText, nameText, numberText, rangeText } from "./valueText.ts";

const stateOf = (state: LinkState) => state;

const rangeField = v.custom<StepRange>((value) => {
  if (typeof value !== "object" || value === null) return false;
  const { from, to } = value as StepRange;
  return from < to && to <= MAX_STEPS;
}, "must be two steps, the earlier one first, such as 640-1113");

/** Steps per second: slow enough to be followed, or as good as unlimited. */
const SPEEDS = "must be steps per second, from 0.1 to 100000";
const speedField = v.pipe(v.number(SPEEDS), v.minValue(0.1, SPEEDS), v.maxValue(100_000, SPEEDS));

const lessonField = v.custom<LessonStep>(
  (value) => typeof value === "object" && value !== null && (value as LessonStep).step > 0,
  "must be a lesson and one of its steps, counted from 1, such as first-edge.2",
);

/** Words for several names at once. Links have them, so what they mean never changes. */
interface Groups<Name extends string> {
  readonly [word: string]: readonly Name[];
}

const HIDDEN_TOGETHER: Groups<Part> = {
  controls: ["presets", "experiment", "rate", "overlays", "axes", "transport"],
  side: ["story", "portrait", "slice", "notes"],
};

const LOCKED_TOGETHER: Groups<Lock> = {
  settings: ["experiment", "overlays", "axes", "presets"],
};

/** The names as short as links have them: `controls` instead of its six. */
function grouped<Name extends string>(names: readonly Name[], groups: Groups<Name>): string[] {
  const words = Object.keys(groups).filter((word) =>
    groups[word]?.every((name) => names.includes(name)),
  );
  const said = new Set<string>(words.flatMap((word) => groups[word] ?? []));
  return [...words, ...names.filter((name) => !said.has(name))];
}

/** Some of a list of names. Names of later versions are said and left out; the others hold. */
function namesField<Name extends string>(parts: {
  key: "hide" | "lock";
  names: readonly Name[];
  groups: Groups<Name>;
  get: (state: LinkState) => readonly Name[];
  set: (state: LinkState, chosen: Name[]) => void;
}): LinkField {
  const { key, names, groups, get, set } = parts;
  const words = new Map<string, readonly Name[]>([
    ...Object.entries(groups),
    ...names.map((name) => [name, [name]] as const),
  ]);
  const field = linkField<readonly string[]>({
    key,
    path: key,
    text: listText(nameText),
    schema: v.array(v.string()),
    get: (state) => grouped(get(state), groups),
    set: (state, texts) => {
      const chosen = new Set(texts.flatMap((text) => words.get(text) ?? []));
      set(
        state,
        names.filter((name) => chosen.has(name)),
      );
    },
  });
  return {
    ...field,
    read: (text, state) => {
      field.read(text, state);
      const unknown = text.split(",").filter((name) => name !== "" && !words.has(name));
      if (unknown.length === 0) return null;
      const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : "";
      const named = unknown.slice(0, 3).map(describeValue).join(", ");
      return `In the link, ${key} has ${named}${more}, which this version does not know; the rest of it holds.`;
    },
  };
}

/** The link keys of these parts of the state; `embed` comes first, it has other things hidden. */
export const pageLinkFields = {
  at: [
    linkField({
      key: "at",
      path: "at",
      text: numberText,
      schema: wholeField(0, MAX_STEPS),
      get: ({ at }) => at,
      set: (state, at) => {
        state.at = at;
      },
    }),
  ],
  speed: [
    linkField({
      key: "speed",
      path: "speed",
      text: numberText,
      schema: speedField,
      get: ({ speed }) => speed,
      set: (state, speed) => {
        state.speed = speed;
      },
    }),
  ],
  embed: [
    linkField({
      key: "embed",
      path: "embed",
      text: flagText,
      schema: flagField,
      get: ({ embed }) => embed,
      set: (state, embed) => {
        if (embed && !state.embed) state.hide = [...EMBED_HIDES];
        state.embed = embed;
      },
    }),
  ],
  hide: [
    namesField({
      key: "hide",
      names: PARTS,
      groups: HIDDEN_TOGETHER,
      get: ({ hide }) => hide,
      set: (state, hide) => {
        state.hide = hide;
      },
    }),
  ],
  lock: [
    namesField({
      key: "lock",
      names: LOCKS,
      groups: LOCKED_TOGETHER,
      get: ({ lock }) => lock,
      set: (state, lock) => {
        state.lock = lock;
      },
    }),
  ],
  lecture: [
    linkField({
      key: "lecture",
      path: "lecture",
      text: flagText,
      schema: flagField,
      ...property(stateOf, "lecture"),
    }),
  ],
  window: [
    linkField({
      key: "window",
      path: "window",
      text: rangeText,
      schema: rangeField,
      get: ({ window }) => window,
      set: (state, window) => {
        state.window = window;
      },
    }),
  ],
  lesson: [
    linkField({
      key: "lesson",
      path: "lesson",
      text: lessonText,
      schema: lessonField,
      get: ({ lesson }) => lesson,
      set: (state, lesson) => {
        state.lesson = lesson;
      },
    }),
  ],
} satisfies Partial<Record<keyof LinkState, readonly LinkField[]>>;
