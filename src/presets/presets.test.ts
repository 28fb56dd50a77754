import { describe, expect, it } from "vitest";
import { parseExperiment } from "../model/parseExperiment.ts";
import { measuredSweep } from "./measuredSweeps.ts";
import { findPreset, OPENING_PRESET, PRESETS } from "./presets.ts";

describe("presets", () => {
  it("have ids that are unique and fit a link", () => {
    const ids = PRESETS.map((preset) => preset.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    "%s is a valid experiment, complete as written",
    (_, preset) => {
      expect(parseExperiment(preset.experiment)).toEqual({
        ok: true,
        experiment: preset.experiment,
      });
    },
  );

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    "%s has a question and two single sentences",
    (_, preset) => {
      expect(preset.question).toMatch(/^[^.?]+\?$/);
      for (const sentence of [preset.watch, preset.answers]) {
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence.replaceAll(/\d\.\d/g, "")).not.toMatch(/\. /);
      }
    },
  );

  it("open on a nudged run", () => {
    expect(OPENING_PRESET.experiment.nudge).toBeGreaterThan(0);
    expect(PRESETS[0]).toBe(OPENING_PRESET);
  });

  it("are found by id, and only by a known one", () => {
    expect(findPreset("classic")?.title).toBe("The classic");
    expect(findPreset("nowhere")).toBeUndefined();
    expect(findPreset(null)).toBeUndefined();
  });
});

describe("measured sweeps", () => {
  it("are sorted, so that ranges can be drawn from them", async () => {
    for (const { id } of PRESETS) {
      const rates = (await measuredSweep(id))?.points.map((point) => point.learningRate) ?? [];
      expect(rates).toEqual([...rates].sort((a, b) => a - b));
    }
  });

  it("are absent for an unknown preset", async () => {
    expect(await measuredSweep("nowhere")).toBeNull();
  });
});
