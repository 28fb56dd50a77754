/** Where recordings are, and how one is written so small that a phone has it at once. */
import { gunzipSync, gzipSync } from "node:zlib";
import { defaultView, type Curve, type View } from "../../charts/view.ts";
import type { Preset } from "../../presets/preset.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import {
  decodeRecording,
  encodeRecording,
  type Recording,
} from "../../session/recording/recordingFile.ts";

export const RECORDED_FOLDER = new URL("../../presets/recorded/", import.meta.url);

/** The most that one recording may have. */
export const LARGEST_FILE = 150_000;

export function recordingFile(presetId: string): URL {
  return new URL(`${presetId}.rec`, RECORDED_FOLDER);
}

/** Columns of a curve that the preset may not show. */
const CURVE_COLUMNS: readonly (readonly [Curve, readonly ColumnName[]])[] = [
  ["flowFromStart", ["flowFromStartLoss", "flowFromStartSharpness", "flowFromStartDistance"]],
  ["cubic", ["cubicX", "cubicY", "cubicLoss", "cubicSharpness"]],
  ["flow", ["flowLoss", "flowSharpness", "flowDistance"]],
  [
    "pred",
    ["predictedX", "predictedY", "predictedDistance", "predictedLoss", "predictedSharpness"],
  ],
];

/** What can be left out of a long recording, what is missed least first. */
function dispensable(view: Partial<View> | undefined): ColumnName[] {
  const { visible } = { ...defaultView(), ...view };
  const hidden = CURVE_COLUMNS.filter(([curve]) => !visible[curve]).flatMap(([, names]) => names);
  return ["sharpnessResidual", ...hidden, "eigenvalue6", "eigenvalue5", "eigenvalue4"];
}

/**
 * The compressed file; a long run goes without columns that its view does not show.
 * @throws RangeError when it is too large all the same.
 */
export function packRecording({ experiment, view }: Preset, recording: Recording): Uint8Array {
  const omitted = new Set<ColumnName>();
  for (const name of [null, ...dispensable(view)]) {
    if (name !== null) omitted.add(name);
    const file = gzipSync(encodeRecording(experiment, recording, omitted), { level: 9 });
    if (file.length <= LARGEST_FILE) return file;
  }
  throw new RangeError(`A run of ${recording.history.length} rows is too long to be recorded.`);
}

/** The recording in a file; null when it is not one of this preset's experiment. */
export function unpackRecording({ experiment }: Preset, file: Uint8Array): Recording | null {
  return decodeRecording(gunzipSync(file), experiment);
}
