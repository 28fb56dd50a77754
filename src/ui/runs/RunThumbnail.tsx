import type { RunSummary } from "../../session/runs/keptRun.ts";
import { thumbnailPaths } from "../../session/runs/thumbnailPaths.ts";
import { ThumbnailPicture } from "./ThumbnailPicture.tsx";

/** Sharpness against 2/η over the whole run. */
export function RunThumbnail({ run }: { run: RunSummary }) {
  return <ThumbnailPicture paths={thumbnailPaths(run.thumbnail, run.rows)} />;
}
