import { describeValue } from "../model/schema/fault.ts";
import { LINK_FIELDS } from "./linkFields.ts";
import { LINK_VERSION, startingState, type LinkState, type PresetLookup } from "./linkState.ts";
import { splitPairs } from "./linkText.ts";
import { repairExperiment } from "./repairExperiment.ts";

export interface DecodedLink {
  state: LinkState;
  /** One sentence for everything that could not be taken as it was. */
  notices: string[];
}

const KNOWN_KEYS = new Set(["v", "preset", ...LINK_FIELDS.map(({ key }) => key)]);

/**
 * What a link says. Every key is checked by itself, then the experiment as a whole; what is not
 * allowed is replaced by the preset's or the default value, with a notice. Keys of later versions
 * are kept. Any string gives a valid state.
 */
export function decodeLink(hash: string, findPreset: PresetLookup): DecodedLink {
  const notices: string[] = [];
  const known = new Map<string, string>();
  const unknown: [string, string][] = [];
  const repeated = new Set<string>();
  for (const [key, value] of splitPairs(hash)) {
    if (!KNOWN_KEYS.has(key)) {
      unknown.push([key, value]);
    } else if (known.has(key)) {
      repeated.add(key);
    } else {
      known.set(key, value);
    }
  }

  for (const key of repeated) {
    notices.push(`The link has ${key} more than once; the first one is used.`);
  }
  notices.push(...unknownNotice([...new Set(unknown.map(([key]) => key))]));
  notices.push(...versionNotice(known.get("v")));
  const presetId = known.get("preset") ?? null;
  const state = startingState(presetId, findPreset);
  if (presetId !== state.presetId) {
    notices.push(
      `The link asks for the preset ${describeValue(presetId ?? "")}, which this version does not have; the default experiment is used instead.`,
    );
  }
  for (const field of LINK_FIELDS) {
    const text = known.get(field.key);
    const notice = text === undefined ? null : field.read(text, state);
    if (notice !== null) {
      notices.push(notice);
    }
  }
  notices.push(...repairExperiment(state, startingState(presetId, findPreset)));
  return { state: { ...state, unknown }, notices };
}

/** A sentence about keys that this version gives no meaning to, if there are any. */
export function unknownNotice(keys: readonly string[]): string[] {
  if (keys.length === 0) {
    return [];
  }
  const named = keys.slice(0, 3).map(describeValue).join(", ");
  const more = keys.length > 3 ? ` and ${keys.length - 3} more keys` : "";
  return [
    `The link has ${named}${more}, which this version does not know; that is kept and has no effect.`,
  ];
}

/** A sentence about a version other than this one's. */
export function versionNotice(version: string | undefined): string[] {
  if (version === undefined || version === String(LINK_VERSION)) {
    return [];
  }
  return Number(version) > LINK_VERSION
    ? [`The link comes from a newer version of the app; what this version knows of it is used.`]
    : [`The link's version v is ${describeValue(version)}; it is read as version ${LINK_VERSION}.`];
}
