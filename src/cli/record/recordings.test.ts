/** Every preset has the recording that its experiment makes, and its picture is that recording's. */
import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { workloadOf } from "../../model/workload/workload.ts";
import type { Preset } from "../../presets/preset.ts";
import { RECORDED_PRESETS } from "../../presets/presets.ts";
import { thumbnailOfPreset } from "../../presets/thumbnails.ts";
import { COLUMN_NAMES } from "../../protocol/columns.ts";
import { LARGEST_FILE, RECORDED_FOLDER, recordingFile, unpackRecording } from "./recordedFiles.ts";
import { runExperiment } from "./recordPreset.ts";
import { pictureOf } from "./thumbnails.ts";

const STEPS = 50;
/** Of the two whose steps take a good part of a second in float64. */
const STEPS_OF_LARGE = 12;
const LARGE_FLOPS = 3e8;

const stepsOf = ({ experiment }: Preset) =>
  workloadOf(experiment).flops.before > LARGE_FLOPS ? STEPS_OF_LARGE : STEPS;

test("there is a recording for each preset that is not of the paper's size, and no other", async () => {
  const files = await readdir(RECORDED_FOLDER);
  const expected = [...RECORDED_PRESETS.map(({ id }) => `${id}.rec`), "thumbnails.json"];
  expect(files.sort(), "run `npm run record`").toEqual(expected.sort());
});

describe.each(RECORDED_PRESETS.map((preset) => [preset.id, preset] as const))(
  "the recording of %s",
  (id, preset) => {
    const read = async () => {
      const file = await readFile(recordingFile(id));
      return { file, recording: unpackRecording(preset, file) };
    };

    test("is small, of this very experiment, and goes to its pause", async () => {
      const { file, recording } = await read();
      expect(file.length).toBeLessThanOrEqual(LARGEST_FILE);
      expect(recording, `run \`npm run record -- ${id}\``).not.toBeNull();
      const { history } = recording!;
      const last = history.length - 1;
      expect([preset.experiment.steps, history.divergedAt]).toContain(last);
    });

    const steps = stepsOf(preset);
    test(`begins with the ${steps} steps that float64 makes now`, async () => {
      const { history } = (await read()).recording!;
      const now = await runExperiment(preset.experiment, "float64", steps);
      expect(now.length).toBe(Math.min(steps + 1, history.length));
      const end = now.length - 1;
      const edgesUpTo = (steps: readonly number[]) => steps.filter((step) => step <= end);
      expect(edgesUpTo(history.annotations.edgeSteps)).toEqual(
        edgesUpTo(now.annotations.edgeSteps),
      );
      for (const name of COLUMN_NAMES) {
        const recorded = history.column(name);
        if (recorded.every(Number.isNaN) || name === "sharpnessResidual") continue;
        const values = now.column(name);
        const scale = Math.max(
          ...values.map((value) => (Number.isNaN(value) ? 0 : Math.abs(value))),
        );
        for (let step = 0; step <= end; step++) {
          const [a, b] = [recorded[step]!, values[step]!];
          const isSame = Number.isNaN(b) ? Number.isNaN(a) : Math.abs(a - b) <= 2e-7 * scale;
          expect(isSame, `${name} at ${step}: ${a}, now ${b}`).toBe(true);
        }
      }
    });

    test("is what its picture shows", async () => {
      const { history } = (await read()).recording!;
      expect(thumbnailOfPreset(id)).toEqual(pictureOf(history));
    });
  },
);
