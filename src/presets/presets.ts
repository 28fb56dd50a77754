/** The presets in the order in which they are offered; the first one opens the page. */
import { classic } from "./classic.ts";
import { digits } from "./digits.ts";
import { nudged } from "./nudged.ts";
import type { Preset } from "./preset.ts";
import { tooLarge } from "./tooLarge.ts";
import { tooSmall } from "./tooSmall.ts";
import { twoModes } from "./twoModes.ts";

export const OPENING_PRESET = nudged;

export const PRESETS: readonly Preset[] = [nudged, classic, digits, twoModes, tooSmall, tooLarge];

/** The preset with this id; undefined for an id that this version does not know. */
export function findPreset(id: string | null): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
