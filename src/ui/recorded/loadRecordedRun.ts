/** Recorded runs of presets, each fetched once a visit. */
import { loadPreset } from "../../presets/knownPresets.ts";
import { recordedUrl } from "../../presets/recordedUrls.ts";
import type { Agreement } from "../../session/recording/agreement.ts";
import { readRecording } from "../../session/recording/recordingFile.ts";
import type { RecordedRun } from "../../session/recordedRun.ts";

export interface PresetRecording extends RecordedRun {
  presetId: string;
  /** How far float32 follows it. */
  agreement: Agreement;
}

const loading = new Map<string, Promise<PresetRecording | null>>();

async function load(presetId: string): Promise<PresetRecording | null> {
  const url = recordedUrl(presetId);
  if (url === null) return null;
  try {
    const [answer, preset] = await Promise.all([fetch(url), loadPreset(presetId)]);
    if (preset === undefined || !answer.ok) return null;
    const { experiment } = preset;
    const recording = await readRecording(answer, experiment);
    if (recording === null) return null;
    const backend = { name: "float64", precision: "float64" } as const;
    return { ...recording, experiment, presetId, backend };
  } catch {
    return null;
  }
}

/**
 * The run of a preset as it was recorded in float64; null where there is none, or none that can be
 * read. Its history is shared: nothing may be appended to it.
 */
export async function loadRecordedRun(presetId: string): Promise<PresetRecording | null> {
  const started = loading.get(presetId) ?? load(presetId);
  loading.set(presetId, started);
  const run = await started;
  if (run === null) loading.delete(presetId);
  return run;
}
