/** `npm run record [-- PRESET…]`: runs presets to their pause and writes their recordings and pictures. */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { RECORDED_PRESETS } from "../presets/presets.ts";
import type { ThumbnailPaths } from "../session/runs/thumbnailPaths.ts";
import {
  packRecording,
  RECORDED_FOLDER,
  recordingFile,
  unpackRecording,
} from "./record/recordedFiles.ts";
import { recordExperiment } from "./record/recordPreset.ts";
import { pictureOf } from "./record/thumbnails.ts";

const asked = process.argv.slice(2);
const unknown = asked.filter((id) => !RECORDED_PRESETS.some((preset) => preset.id === id));
if (unknown.length > 0) {
  console.error(`There is no preset ${unknown.join(", ")}.`);
  process.exitCode = 2;
} else {
  await mkdir(RECORDED_FOLDER, { recursive: true });
  const thumbnails: Record<string, ThumbnailPaths> = {};
  for (const preset of RECORDED_PRESETS) {
    const { id, experiment } = preset;
    const target = recordingFile(id);
    if (asked.length === 0 || asked.includes(id)) {
      const started = performance.now();
      const recording = await recordExperiment(experiment);
      const file = packRecording(preset, recording);
      await writeFile(target, file);
      const { agreesTo, closeTo, largest } = recording.agreement;
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(
        `${id}: ${recording.history.length} rows, ${file.length} bytes, ${seconds} s; ` +
          `float32 within 0.1 % to step ${closeTo}, within 1 % to step ${agreesTo} (${largest.toExponential(1)})`,
      );
    }
    if (!existsSync(target)) continue;
    const recorded = unpackRecording(preset, await readFile(target));
    if (recorded !== null) thumbnails[id] = pictureOf(recorded.history);
  }
  await writeFile(
    new URL("thumbnails.json", RECORDED_FOLDER),
    `${JSON.stringify(thumbnails, null, 2)}\n`,
  );
}
