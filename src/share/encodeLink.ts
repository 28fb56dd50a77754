import { LINK_FIELDS } from "./linkFields.ts";
import { LINK_VERSION, startingState, type LinkState, type PresetLookup } from "./linkState.ts";
import { joinPairs } from "./linkText.ts";

/**
 * The hash of a link, `#v=1&preset=NAME&key=value…`, which says only what differs from the preset
 * (or from the default experiment), in a fixed order. Keys of an experiment that only files know
 * are not in links.
 */
export function encodeLink(state: LinkState, findPreset: PresetLookup): string {
  const known = startingState(state.presetId, findPreset);
  const pairs: [string, string][] = [["v", String(LINK_VERSION)]];
  if (known.presetId !== null) {
    pairs.push(["preset", known.presetId]);
  }
  for (const field of LINK_FIELDS) {
    const text = field.write(state);
    if (text !== null && text !== field.write(known)) {
      pairs.push([field.key, text]);
      // What a reader of the link knows by now: another kind of data brings defaults of its own.
      field.copy(state, known);
    }
  }
  return joinPairs([...pairs, ...state.unknown]);
}

/**
 * The hash of a link to what is on screen. An open lesson brings its own run and its own view, so that a
 * link to it says neither.
 */
export function encodeShown(state: LinkState, findPreset: PresetLookup): string {
  if (state.lesson === null) return encodeLink(state, findPreset);
  const { backend, hide, lock, lecture, lesson, unknown } = state;
  const own = startingState(null, findPreset);
  return encodeLink({ ...own, backend, hide, lock, lecture, lesson, unknown }, findPreset);
}
