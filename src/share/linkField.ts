import * as v from "valibot";
import { describeValue } from "../model/schema/fault.ts";
import type { LinkState } from "./linkState.ts";
import { shortText } from "./shortText.ts";
import type { ValueText } from "./valueText.ts";

/** Flags are written 1 and 0. */
export const flagField = v.boolean("must be 1 or 0");

/** One key of a link and the part of the state that it stands for. */
export interface LinkField {
  key: string;
  /** Path inside the experiment (as in errors of `parseExperiment`), or the name of a setting. */
  path: string;
  /** The value as text; null where this state has no such value. */
  write: (state: LinkState) => string | null;
  /** Takes over the value of another state; without effect where one of them has none. */
  copy: (from: LinkState, to: LinkState) => void;
  /** Sets the value from text; returns a sentence when it could not, and leaves the state then. */
  read: (text: string, state: LinkState) => string | null;
}

/**
 * A field from its parts.
 * - `schema`: allowed values, with messages "must be …"; of this state, where they depend on it.
 * - `get`: the value, or null where the state has none (a degree, when the data are images).
 * - `set`: stores it; where the state has no place for it, does nothing.
 * - `needs`: the keys that give the state a place for the value; told to the reader of a link
 *   that has the key without them.
 */
export function linkField<Value>(parts: {
  key: string;
  path: string;
  text: ValueText<Value>;
  schema: v.GenericSchema<unknown, Value> | ((state: LinkState) => v.GenericSchema<unknown, Value>);
  get: (state: LinkState) => Value | null;
  set: (state: LinkState, value: Value) => void;
  needs?: string;
}): LinkField {
  const { key, path, text: valueText, schema, get, set, needs } = parts;
  const write = (state: LinkState) => {
    const value = get(state);
    return value === null ? null : valueText.write(value);
  };
  return {
    key,
    path,
    write,
    copy: (from, to) => {
      const value = get(from);
      if (value !== null) {
        set(to, structuredClone(value));
      }
    },
    read: (text, state) => {
      if (needs !== undefined && get(state) === null) {
        return `The link gives ${key}, which has a meaning only with ${needs}; it is ignored.`;
      }
      const allowed = typeof schema === "function" ? schema(state) : schema;
      const parsed = v.safeParse(allowed, valueText.read(text), { abortEarly: true });
      if (parsed.success) {
        set(state, parsed.output);
        return null;
      }
      return `In the link, ${key} is ${describeValue(text)} but ${parsed.issues[0].message}; ${used(write(state))} instead.`;
    },
  };
}

function used(text: string | null): string {
  if (text === null) {
    return "the default is used";
  }
  return text === "" ? "none is used" : `${shortText(text)} is used`;
}

/** `get` and `set` of one property of a part of the state; null where the state has no such part. */
export function property<Part extends object, Key extends keyof Part>(
  partOf: (state: LinkState) => Part | null,
  key: Key,
) {
  return {
    get: (state: LinkState) => partOf(state)?.[key] ?? null,
    set: (state: LinkState, value: Part[Key]) => {
      const part = partOf(state);
      if (part !== null) {
        part[key] = value;
      }
    },
  };
}
