/**
 * The presets as the page knows them: the opening one at once, all others with the library, which
 * comes after the first picture and ahead of the first link that names one.
 */
import { nudged } from "./nudged.ts";
import type { Preset } from "./preset.ts";

export const OPENING_PRESET = nudged;

let known: readonly Preset[] = [OPENING_PRESET];

/** Load the library; from here on `findPreset` knows all of it. */
export async function loadPresets(): Promise<readonly Preset[]> {
  const { PRESETS } = await import("./presets.ts");
  known = PRESETS;
  return PRESETS;
}

/** The preset with this id; undefined for an id that is not known (yet). */
export function findPreset(id: string | null): Preset | undefined {
  return known.find((preset) => preset.id === id);
}

/** The preset with this id, for which the library is loaded only if need be. */
export async function loadPreset(id: string): Promise<Preset | undefined> {
  if (findPreset(id) === undefined) await loadPresets();
  return findPreset(id);
}
