import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StopReason } from "../../protocol/annotations.ts";
import { History } from "../../session/history.ts";
import type { Status } from "../../session/store.ts";
import { stableLearningRate } from "./divergence.ts";
import { plainText } from "./prose.ts";
import { recordedRun } from "./recordedRun.ts";
import { tellStory, type StoryInput } from "./story.ts";
import { STOP_CLAUSES } from "./stopSentences.ts";

/** 2/η = 20 everywhere. */
function told(input: Partial<StoryInput> & { history: History }) {
  const story = tellStory({ step: input.history.length - 1, status: "running", ...input });
  return { ...story, text: story.paragraphs.map(plainText).join(" ") };
}

const atEdge = {
  sharpness: () => 20.5,
  x: () => 0.17,
  delta: () => 0.1,
  stage: () => 3,
};

describe("the story", () => {
  it("waits for the engine, then for Play", () => {
    const history = new History();
    expect(told({ history, status: "loading" })).toMatchObject({
      heading: "Before the first step",
      text: "The engine is starting.",
    });
    expect(told({ history: recordedRun(1, {}), status: "ready" }).text).toMatch(/Play starts/);
  });

  it("says how far the line is, and when it will be met at this pace", () => {
    const history = recordedRun(41, { sharpness: (step) => 10 + step / 10 });
    const { heading, text } = told({ history });
    expect(heading).toBe("Before the edge");
    expect(text).toBe(
      "Sharpness is 14.00, the line 2/η is at 20. Below it every direction is stable and no oscillation survives. At its present pace it gets there in about 60 steps.",
    );
  });

  it("promises no edge while sharpness falls", () => {
    const history = recordedRun(41, { sharpness: (step) => 10 - step / 10 });
    expect(told({ history }).text).not.toMatch(/pace/);
  });

  it("names a start above the line", () => {
    const history = recordedRun(5, { sharpness: () => 25 });
    expect(told({ history })).toMatchObject({ heading: "Above the edge" });
  });

  it("tells the stage with the oscillation in units of δ", () => {
    const history = recordedRun(10, atEdge, { edgeSteps: [4] });
    const { kicker, heading, stage, text } = told({ history });
    expect(kicker).toBe("Step 9, stage 3 of 4");
    expect({ heading, stage }).toEqual({ heading: "Self-stabilization", stage: 3 });
    expect(text).toBe(
      "The oscillation is 1.7 δ, past its balance point δ. It now pushes sharpness down: 20.50, 2.5 % above 2/η, and the loss spikes.",
    );
  });

  it.each([
    [1, "Progressive sharpening"],
    [2, "Blow-up"],
    [3, "Self-stabilization"],
    [4, "Return to stability"],
  ])("knows stage %i", (stage, heading) => {
    const history = recordedRun(10, { ...atEdge, stage: () => stage }, { edgeSteps: [4] });
    expect(told({ history })).toMatchObject({ heading, stage, key: `stage-${stage}-on` });
  });

  it("does not contradict the stage when the mean lags behind y", () => {
    const history = recordedRun(10, { ...atEdge, stage: () => 1 }, { edgeSteps: [4] });
    expect(told({ history }).text).toMatch(/level with 2\/η, so the oscillation dies down/);
  });

  it("keeps its key while only numbers change", () => {
    const history = recordedRun(30, atEdge, { edgeSteps: [4] });
    expect(told({ history, step: 20 }).key).toBe(told({ history, step: 21 }).key);
  });

  it("tells two modes at the edge from the stop on, not before", () => {
    const stop = { step: 12, overlay: "prediction", reason: "second-eigenvalue" } as const;
    const history = recordedRun(20, atEdge, { edgeSteps: [4], overlayStops: [stop] });
    expect(told({ history, step: 11 }).heading).toBe("Self-stabilization");
    expect(told({ history, step: 12 })).toMatchObject({
      heading: "Two modes at the edge",
      stage: null,
    });
    expect(told({ history }).text).toMatch(/reached 1\.9\/η at step 12/);
  });

  it("adds why the prediction ended to the stage", () => {
    const stop = { step: 12, overlay: "prediction", reason: "drift" } as const;
    const history = recordedRun(20, atEdge, { edgeSteps: [4], overlayStops: [stop] });
    expect(told({ history }).text).toMatch(
      /The prediction ends at step 12: it had drifted half an oscillation away/,
    );
  });

  it("starts over after a change of η", () => {
    const learningRateChanges = [{ step: 10, learningRate: 0.05 }];
    const history = recordedRun(
      20,
      { ...atEdge, learningRate: (step) => (step < 10 ? 0.1 : 0.05) },
      { edgeSteps: [4], learningRateChanges },
    );
    const { heading, text } = told({ history });
    expect(heading).toBe("Before the new edge");
    expect(text).toMatch(/^At step 10 η went from 0\.1 to 0\.05, and the line from 20 to 40\./);
    expect(told({ history, step: 9 }).heading).toBe("Self-stabilization");
  });

  it("says what a run that never met the line would have needed", () => {
    const history = recordedRun(101, { sharpness: () => 8 });
    const { kicker, heading, text } = told({ history, status: "finished" });
    expect(kicker).toBe("Step 100, finished");
    expect(heading).toBe("The edge was not reached");
    expect(text).toMatch(/40 % of the line at 20/);
    expect(text).toMatch(/at η = 0\.25/);
  });

  it("explains divergence with λ₁ and 2/η", () => {
    const history = recordedRun(7, { sharpness: (step) => 40 + step });
    history.divergedAt = 6;
    const story = told({ history, status: "diverged" });
    expect(story).toMatchObject({ isDiverged: true, kicker: "Stopped after step 6" });
    expect(story.text).toMatch(
      /^Sharpness λ₁ began at 40\.00, 2 times the line 2\/η at 20, .* At step 6 λ₁ is 46\.00/,
    );
    expect(told({ history, step: 3, status: "diverged" }).isDiverged).toBe(false);
  });

  it("never shows a number that is none", () => {
    const statuses: Status[] = ["loading", "ready", "running", "finished", "diverged", "failed"];
    const value = fc.constantFrom(NaN, 0, -1, 1e-30, 20, 1e9);
    const reason = fc.constantFrom<StopReason>(...(Object.keys(STOP_CLAUSES) as StopReason[]));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.tuple(value, value, value, value, fc.constantFrom(NaN, 1, 2, 3, 4)),
        fc.constantFrom(...statuses),
        fc.option(fc.nat(5)),
        fc.option(fc.nat(5)),
        reason,
        (length, [sharpness, x, delta, loss, stage], status, edge, change, why) => {
          const history = recordedRun(
            length,
            {
              sharpness: () => sharpness,
              x: () => x,
              delta: () => delta,
              loss: () => loss,
              stage: () => stage,
            },
            {
              edgeSteps: edge === null ? [] : [edge],
              learningRateChanges: change === null ? [] : [{ step: change, learningRate: 0.2 }],
              overlayStops: [{ step: 3, overlay: "prediction", reason: why }],
            },
          );
          if (status === "diverged") history.divergedAt = length - 1;
          expect(told({ history, status }).text).not.toMatch(/NaN|Infinity|undefined/);
        },
      ),
    );
  });
});

describe("the step size to try after divergence", () => {
  const history = recordedRun(3, { sharpness: () => 11.15 });

  it("is the largest measured as stable", () => {
    const points = [
      { learningRate: 0.05, outcome: "stable" as const },
      { learningRate: 0.08, outcome: "stable" as const },
      { learningRate: 0.2, outcome: "edge" as const },
    ];
    const sweep = { steps: 10, initialSharpness: 11.15, points };
    expect(stableLearningRate(history, sweep, 0.5)).toBe(0.08);
  });

  it("else puts the line at twice the first sharpness", () => {
    expect(stableLearningRate(history, null, 0.5)).toBe(0.09);
  });

  it("is always smaller than what diverged, and a number", () => {
    expect(stableLearningRate(history, null, 0.01)).toBe(0.005);
    const unknown = recordedRun(3, {});
    expect(stableLearningRate(unknown, null, 0.8)).toBe(0.2);
  });
});
