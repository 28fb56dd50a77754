/** The pictures of presets, drawn from their recordings. */
import { snapshotOf } from "../../session/runs/keptRun.ts";
import type { History } from "../../session/history.ts";
import { thumbnailOf } from "../../session/runs/thumbnail.ts";
import { thumbnailPaths, type ThumbnailPaths } from "../../session/runs/thumbnailPaths.ts";

/** Sharpness against 2/η over the whole run. */
export function pictureOf(history: History): ThumbnailPaths {
  return thumbnailPaths(thumbnailOf(snapshotOf(history)), history.length);
}
