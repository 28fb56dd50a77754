import { describe, expect, it } from "vitest";
import { plainText } from "./prose.ts";
import type { Readings } from "./readings.ts";
import { stageSentence, type Stage } from "./stages.ts";

function readings(stage: Stage, changes: Partial<Readings>): Readings {
  const isAbove = stage === 2 || stage === 3;
  return {
    step: 200,
    loss: 0.1,
    sharpness: isAbove ? 21 : 19,
    meanSharpness: isAbove ? 21 : 19,
    threshold: 20,
    secondEigenvalue: 5,
    excursion: 1.5,
    stage,
    ...changes,
  };
}

describe.each([1, 2, 3, 4] as const)("stage %i", (stage) => {
  it("is told by the oscillation in δ where there is one", () => {
    expect(plainText(stageSentence(stage, readings(stage, {})))).toContain("1.5 δ");
  });

  it("is neither past δ nor below it at about δ", () => {
    for (const excursion of [0.96, 1.04]) {
      const text = plainText(stageSentence(stage, readings(stage, { excursion })));
      expect(text).toContain("about δ");
      expect(text).not.toMatch(/past its balance|\d δ/);
    }
  });

  it("speaks of no balance point where α ≤ 0 leaves none", () => {
    for (const excursion of [NaN, Infinity]) {
      const text = plainText(stageSentence(stage, readings(stage, { excursion })));
      expect(text).toContain("no balance point δ");
      expect(text).not.toMatch(/–|NaN|Infinity/);
    }
  });
});
