import { describe, expect, it } from "vitest";
import { OPENING_PRESET } from "../../presets/knownPresets.ts";
import { startsByItself } from "./autoplay.ts";

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
