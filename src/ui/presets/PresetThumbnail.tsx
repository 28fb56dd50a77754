import { thumbnailOfPreset } from "../../presets/thumbnails.ts";
import { ThumbnailPicture } from "../runs/ThumbnailPicture.tsx";

/** Sharpness against 2/η over the preset's recorded run; nothing where there is no recording. */
export function PresetThumbnail({ presetId }: { presetId: string }) {
  const paths = thumbnailOfPreset(presetId);
  return paths === null ? null : <ThumbnailPicture paths={paths} />;
}
