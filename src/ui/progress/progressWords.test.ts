import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadingWords, runWords, stepWords, timeLeftWords } from "./progressWords.ts";

describe("words for what is under way", () => {
  it("give data in percent, or in kB where the total is not known", () => {
    expect(loadingWords({ stage: "data", done: 26, total: 50 })).toBe("Loading data, 52 %");
    expect(loadingWords({ stage: "data", done: 52_400, total: null })).toBe("Loading data, 52 kB");
    expect(loadingWords({ stage: "data", done: 0, total: null })).toBe("Loading data");
  });

  it("count what comes in parts, and say the rest plainly", () => {
    expect(loadingWords(null)).toBe("Starting the engine");
    expect(loadingWords({ stage: "calibration", done: 1, total: 2 })).toBe(
      "Timing backends, 1 of 2",
    );
    expect(loadingWords({ stage: "replay", done: 300, total: 1200 })).toBe(
      "Repeating steps, 300 of 1,200",
    );
    expect(loadingWords({ stage: "shaders", done: 0, total: 1 })).toBe("Compiling shaders");
  });

  it("count the passes of a step that takes long, in percent once it is known how many there are", () => {
    expect(stepWords(12, { stage: "step", done: 66, total: null })).toBe(
      "Computing step 12, 66 passes",
    );
    expect(stepWords(1012, { stage: "step", done: 99, total: 100 })).toBe(
      "Computing step 1,012, 99 %",
    );
    expect(loadingWords({ stage: "start", done: 0, total: null })).toBe(
      "Measuring the first sharpness",
    );
    expect(loadingWords({ stage: "start", done: 40, total: null })).toBe(
      "Measuring the first sharpness, 40 passes",
    );
  });

  it("say how long a run takes at the measured speed, once there is one", () => {
    expect(runWords(4200, 50_000, 400)).toBe("Step 4,200 of 50,000, about 2 min left");
    expect(runWords(0, 50_000, 0)).toBe("Step 0 of 50,000");
  });

  it("round time to what can be meant", () => {
    expect([0.2, 7.4, 23, 58, 200, 7000].map(timeLeftWords)).toEqual([
      "about 1 s left",
      "about 7 s left",
      "about 25 s left",
      "about 1 min left",
      "about 3 min left",
      "about 2 h left",
    ]);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (seconds) => {
        expect(timeLeftWords(seconds)).toMatch(/^about [1-9][\d,]* (s|min|h) left$/);
      }),
    );
  });
});
