import { describe, expect, it } from "vitest";
import { unavailableWords } from "./engineFact.ts";
import { deviationWords, engineWords, underlayWords } from "./recordedWords.ts";

describe("words about a recording", () => {
  it("say what the live engine is at, and when it is not to be had", () => {
    expect(engineWords("loading", null)).toBe(
      "The live engine is starting; Play works as soon as it has.",
    );
    expect(engineWords("loading", { stage: "data", done: 1, total: 2 })).toBe(
      "The live engine is starting: loading data, 50 %.",
    );
    expect(engineWords("ready", null)).toBe("Play trains it live over this figure.");
    for (const status of ["running", "paused", "finished"] as const) {
      expect(engineWords(status, null)).toBe(
        "The live run has begun; back at the head it is shown.",
      );
    }
    expect(engineWords("failed", null)).toMatch(/^Live training is unavailable/);
    expect(unavailableWords("No backend started.")).toMatch(
      /^Live training is unavailable\. No backend started\. Steps, story and portrait of the recording/,
    );
  });

  it("say how far float32 follows, rounded against it", () => {
    const whole = { agreesTo: 320, closeTo: 320, largest: 2.5e-6 };
    expect(underlayWords(whole, 321)).toContain("within 0.001 % of it to the end");
    expect(underlayWords({ ...whole, largest: 1.1e-5 }, 321)).toContain("within 0.01 %");
    expect(underlayWords({ agreesTo: 1277, closeTo: 1270, largest: 9e-3 }, 1501)).toContain(
      "From step 1,278 on rounding decides: shapes, not steps, agree.",
    );
  });

  it("name step and both values of a run that is elsewhere", () => {
    const deviation = { step: 212, column: "sharpness", live: 18.31, recorded: 20.05 } as const;
    expect(deviationWords(deviation)).toMatch(
      /^From step 212 this run differs .* \(sharpness 18\.3 against 20\.1\)\. Choose/,
    );
  });
});
