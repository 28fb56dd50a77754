import { describe, expect, it } from "vitest";
import { OPENING_PRESET } from "../../presets/knownPresets.ts";
import { openingOf, startsByItself } from "./autoplay.ts";

const { experiment } = OPENING_PRESET;

describe("a link", () => {
  it("starts by itself when it is a preset, also with another η, seed or length", () => {
    expect(startsByItself(experiment, experiment)).toBe(true);
    const changed = {
      ...experiment,
      learningRate: 0.02,
      init: { scheme: "torch" as const, gain: 1, seed: 9 },
      steps: 5,
    };
    expect(startsByItself(changed, experiment)).toBe(true);
  });

  it("waits when the work is not the preset's", () => {
    const wide = { ...experiment, model: { ...experiment.model, hidden: [4096, 4096] } };
    expect(startsByItself(wide, experiment)).toBe(false);
    expect(startsByItself({ ...experiment, eigenvalues: 6 }, experiment)).toBe(false);
    expect(startsByItself(experiment, undefined)).toBe(false);
  });
});

describe("what opens", () => {
  it("runs or waits as the link says, and else by itself where it may", () => {
    for (const isStarter of [true, false]) {
      expect(openingOf(true, isStarter).play).toBe(true);
      expect(openingOf("held", isStarter).play).toBe(false);
      expect(openingOf(false, isStarter).play).toBe(isStarter);
    }
  });

  it("is tried ahead where it waits because it may be heavy, not where a preset is held", () => {
    expect(openingOf("held", true).forecast).toBe(false);
    expect(openingOf("held", false).forecast).toBe(true);
    expect(openingOf(false, false).forecast).toBe(true);
    expect(openingOf(true, false).forecast).toBe(false);
  });

  it("waits at the paper's size, without a trial, unless the link says to run", () => {
    expect(openingOf(false, true, true)).toEqual({ play: false, forecast: false });
    expect(openingOf(true, true, true).play).toBe(true);
  });
});
