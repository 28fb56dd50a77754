import { describe, expect, it } from "vitest";
import { parseExperiment } from "../model/parseExperiment.ts";
import { measuredSweep } from "./measuredSweeps.ts";
import { findPreset, loadPresets, OPENING_PRESET } from "./knownPresets.ts";
import { PRESET_GROUPS, PRESETS } from "./presets.ts";

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
      // In this order: whether a run is the preset's own is read off its text.
      const parsed = parseExperiment(structuredClone(preset.experiment));
      expect(JSON.stringify(parsed)).toBe(
        JSON.stringify({ ok: true, experiment: preset.experiment }),
      );
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

  it("are known once loaded; the opening one at once", async () => {
    expect(findPreset(OPENING_PRESET.id)).toBe(OPENING_PRESET);
    expect(await loadPresets()).toBe(PRESETS);
    expect(findPreset("classic")?.title).toBe("The classic");
    expect(findPreset("nowhere")).toBeUndefined();
    expect(findPreset(null)).toBeUndefined();
  });

  it("make a library of at least eighteen, in groups", () => {
    expect(PRESETS.length).toBeGreaterThanOrEqual(18);
    expect(PRESET_GROUPS.flatMap(({ presets }) => presets)).toEqual(PRESETS);
    for (const { topic, presets } of PRESET_GROUPS) {
      expect(topic).toMatch(/^[A-Z]/);
      expect(presets.length).toBeGreaterThan(0);
    }
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    "%s tells a lecturer its goal and gives questions with answers",
    (_, { teaching, title, speed }) => {
      expect(title.length).toBeLessThanOrEqual(30);
      expect(teaching.goal).toMatch(/^[A-Z].*\.$/);
      expect(teaching.minutes).toBeGreaterThanOrEqual(3);
      expect(teaching.minutes).toBeLessThanOrEqual(15);
      expect(teaching.questions.length).toBeGreaterThanOrEqual(2);
      for (const { question, answer } of teaching.questions) {
        expect(question).toMatch(/[?.]$/);
        expect(answer).toMatch(/^[A-Zα].*\.$/);
      }
      expect(speed ?? 1).toBeGreaterThan(0);
    },
  );
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
