/** Pictures of the presets' recorded runs, written by `npm run record`. */
import thumbnails from "./recorded/thumbnails.json" with { type: "json" };

/** SVG path data in a box of 300 × 68. */
export interface PresetPicture {
  sharpness: string;
  twoOverEta: string;
}

const PICTURES: Readonly<Record<string, PresetPicture | undefined>> = thumbnails;

/** Sharpness against 2/η over the preset's run; null where it was not recorded. */
export function thumbnailOfPreset(presetId: string): PresetPicture | null {
  return PICTURES[presetId] ?? null;
}
