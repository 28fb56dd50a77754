/**
 * Begins to fetch the recording that the address opens as soon as it is imported: first of all, so that it
 * is on its way while the rest of the page is still being evaluated.
 */
import { OPENING_PRESET } from "../../presets/knownPresets.ts";
import { loadRecordedRun, type PresetRecording } from "./loadRecordedRun.ts";

function openedPreset(hash: string): string {
  if (hash.length < 2) return OPENING_PRESET.id;
  return new URLSearchParams(hash.slice(1)).get("preset") ?? "";
}

/** Of the preset that a link names, whatever it changes in it; null where there is none. */
export const openedRecording: Promise<PresetRecording | null> = loadRecordedRun(
  openedPreset(location.hash),
);
