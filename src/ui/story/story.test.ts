import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import type { Annotations, StopReason } from "../../protocol/annotations.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import { History } from "../../session/history.ts";
import type { Status } from "../../session/store.ts";
import { divergence } from "./divergence.ts";
import { heldRun } from "./heldRun.ts";
import { plainText } from "./prose.ts";
import { historyOf } from "./fixtures/historyOf.ts";
import { tellStory, type StoryInput } from "./story.ts";
import { STOP_CLAUSES } from "./stopSentences.ts";

/** 2/η = 20 everywhere. */
function told(input: Partial<StoryInput> & { history: History }) {
  const lesson = { divergence, heldRun };
  const step = input.history.length - 1;
  const story = tellStory({ step, status: "running", lesson, ...input });
  return { ...story, text: story.paragraphs.map(plainText).join(" ") };
}

const atEdge = {
  sharpness: () => 20.5,
  x: () => 0.17,
  delta: () => 0.1,
  stage: () => 3,
};

/** λ₂ at 1.9/η, where the prediction of one mode ends. */
const ARRIVAL = { step: 13, overlay: "prediction", reason: "second-eigenvalue" } as const;

/** A run of 40 steps: the edge at step 4, two modes from step 10 on, and again one from step 30 on. */
function takenOver(
  annotations: Partial<Annotations>,
  columns: Partial<Record<ColumnName, (step: number) => number>> = {},
) {
  const isOfOne = (step: number) => step < 14 || step >= 30;
  return historyOf(
    40,
    {
      sharpness: (step) => (step < 30 ? 20.5 : 19.5),
      eigenvalue2: (step) => 19.5 + (step % 2) / 2,
      x: (step) => (isOfOne(step) ? 0.15 : NaN),
      delta: (step) => (isOfOne(step) ? 0.1 : NaN),
      stage: (step) => (step < 10 ? 3 : step < 30 ? NaN : 4),
      modesActive: (step) => (step < 10 ? NaN : step < 30 ? 2 : 1),
      modesX: (step) => (step < 10 ? NaN : 0.15),
      modesDelta: (step) => (step < 10 ? NaN : 0.1),
      ...columns,
    },
    { edgeSteps: [4], ...annotations },
  );
}

describe("the story", () => {
  it("waits for the engine, then for Play", () => {
    const history = new History();
    expect(told({ history, status: "loading" })).toMatchObject({
      heading: "Before the first step",
      text: "The engine is starting.",
    });
    expect(told({ history: historyOf(1, {}), status: "ready" }).text).toMatch(/Play starts/);
  });

  it("says how far the line is, and when it will be met at this pace", () => {
    const history = historyOf(41, { sharpness: (step) => 10 + step / 10 });
    const { heading, text } = told({ history });
    expect(heading).toBe("Before the edge");
    expect(text).toBe(
      "Sharpness is 14.00, the line 2/η is at 20. Below it every direction is stable and no oscillation survives. At its present pace it gets there in about 60 steps.",
    );
  });

  it("promises no edge while sharpness falls", () => {
    const history = historyOf(41, { sharpness: (step) => 10 - step / 10 });
    expect(told({ history }).text).not.toMatch(/pace/);
  });

  it("names a start above the line", () => {
    const history = historyOf(5, { sharpness: () => 25 });
    expect(told({ history })).toMatchObject({ heading: "Above the edge" });
  });

  it("tells the stage with the oscillation in units of δ", () => {
    const history = historyOf(10, atEdge, { edgeSteps: [4] });
    const { kicker, heading, stage, text } = told({ history });
    expect(kicker).toBe("Step 9, stage 3 of 4");
    expect({ heading, stage }).toEqual({ heading: "Self-stabilization", stage: 3 });
    expect(text).toBe(
      "The oscillation is 1.7 δ, past its balance point δ. It now pushes sharpness down: 20.50, 2.5\u00a0% above 2/η, and the loss spikes.",
    );
  });

  it.each([
    [1, "Progressive sharpening"],
    [2, "Blow-up"],
    [3, "Self-stabilization"],
    [4, "Return to stability"],
  ])("knows stage %i", (stage, heading) => {
    const history = historyOf(10, { ...atEdge, stage: () => stage }, { edgeSteps: [4] });
    expect(told({ history })).toMatchObject({ heading, stage, key: `stage-${stage}-on` });
  });

  it("does not contradict the stage when the mean lags behind y", () => {
    const columns = { ...atEdge, sharpness: () => 20.1, stage: () => 1 };
    const history = historyOf(10, columns, { edgeSteps: [4] });
    expect(told({ history }).text).toMatch(/level with 2\/η, so the oscillation dies down/);
  });

  it.each([
    [1, 22, /^Sharpness is 22\.00, 10\u00a0% above 2\/η\. The stage goes by y/],
    [3, 18, /^Sharpness is 18\.00, 10\u00a0% below 2\/η\. The stage goes by y/],
  ])("says so where sharpness and y disagree, stage %i", (stage, sharpness, words) => {
    const columns = { ...atEdge, sharpness: () => sharpness, stage: () => stage };
    const { text } = told({ history: historyOf(10, columns, { edgeSteps: [4] }) });
    expect(text).toMatch(words);
    expect(text).not.toMatch(/level with|dies down|pushes/);
  });

  it("does not take the stop of a lesson for an end", () => {
    const far = historyOf(39, { sharpness: () => 8 });
    const early = told({ history: far, status: "finished", isSteered: true });
    expect(early).toMatchObject({ kicker: "Step 38, paused", heading: "Before the edge" });
    expect(early.text).not.toMatch(/no overlay/);
    const history = historyOf(10, atEdge, { edgeSteps: [4] });
    const { kicker, text } = told({ history, status: "finished", isSteered: true });
    expect(kicker).toBe("Step 9, stage 3 of 4, paused");
    expect(text).not.toMatch(/Play/);
  });

  it("speaks of no control that is not on screen", () => {
    const stop = { step: 12, overlay: "prediction", reason: "drift" } as const;
    const stories = [
      { history: historyOf(1, {}), status: "ready" },
      { history: historyOf(20, atEdge, { edgeSteps: [4] }), status: "finished" },
      { history: historyOf(20, atEdge, { edgeSteps: [4], overlayStops: [stop] }) },
    ] as const;
    for (const story of stories) {
      const controls = /Play|Re-synchronise/;
      expect(told(story).text).toMatch(controls);
      expect(told({ ...story, hasTransport: false }).text).not.toMatch(controls);
    }
  });

  it("no longer tells of an end once the prediction was re-synchronised", () => {
    const stop = { step: 12, overlay: "prediction", reason: "drift" } as const;
    const history = historyOf(20, atEdge, {
      edgeSteps: [4],
      overlayStops: [stop],
      resyncSteps: [15],
    });
    expect(told({ history, step: 14 }).text).toMatch(/prediction ends at step 12/);
    expect(told({ history, step: 15 }).text).not.toMatch(/prediction ends/);
    history.annotations.overlayStops.push({ ...stop, step: 18 });
    expect(told({ history, step: 18 }).text).toMatch(/prediction ends at step 18/);
  });

  it("keeps its key while only numbers change", () => {
    const history = historyOf(30, atEdge, { edgeSteps: [4] });
    expect(told({ history, step: 20 }).key).toBe(told({ history, step: 21 }).key);
  });

  it("tells two modes at the edge from the stop on, not before", () => {
    const stop = { step: 12, overlay: "prediction", reason: "second-eigenvalue" } as const;
    const history = historyOf(20, atEdge, { edgeSteps: [4], overlayStops: [stop] });
    expect(told({ history, step: 11 }).heading).toBe("Self-stabilization");
    expect(told({ history, step: 12 })).toMatchObject({
      heading: "Two modes at the edge",
      stage: null,
    });
    expect(told({ history }).text).toMatch(/reached 1\.9\/η at step 12/);
  });

  it("goes on with both where the prediction of several takes over", () => {
    const history = takenOver({ overlayStops: [ARRIVAL] });
    expect(told({ history, step: 9 }).heading).toBe("Self-stabilization");
    const { kicker, heading, stage, text } = told({ history, step: 20 });
    expect({ kicker, heading, stage }).toEqual({
      kicker: "Step 20",
      heading: "Two modes at the edge",
      stage: null,
    });
    expect(text).toBe(
      "Since step 10 two directions oscillate, and each pushes the sharpness of both. Sharpness is 20.50, λ₂ 19.75, the line 2/η is at 20. The prediction goes on with both.",
    );
    for (let step = 10; step < 30; step++) {
      expect(told({ history, step }).text).not.toMatch(/ends|ended|1\.9/);
    }
  });

  it("leaves out a second eigenvalue that was not measured", () => {
    const history = takenOver({}, { eigenvalue2: () => NaN });
    expect(told({ history, step: 20 }).text).toMatch(/Sharpness is 20\.50, the line/);
  });

  it.each<[StopReason, RegExp]>([
    ["fourth-mode", /a fourth direction reached the edge/],
    ["no-progressive-sharpening", /loss and sharpness fall together/],
    ["divergence", /the run diverged/],
    ["drift", /it had drifted half an oscillation away/],
  ])("says when and why the prediction of several ends: %s", (reason, words) => {
    const history = takenOver({ overlayStops: [ARRIVAL, { step: 25, overlay: "modes", reason }] });
    expect(told({ history, step: 24 }).text).toMatch(/The prediction goes on with both\.$/);
    const { heading, text } = told({ history, step: 25 });
    expect(heading).toBe("Two modes at the edge");
    expect(text).toMatch(/ The prediction ends at step 25: /);
    expect(text).toMatch(words);
  });

  it("says that the prediction had ended before others arrived", () => {
    const drift = { step: 7, overlay: "prediction", reason: "drift" } as const;
    const history = takenOver({ overlayStops: [drift, ARRIVAL] });
    expect(told({ history, step: 20 }).text).toMatch(
      /The prediction ends at step 7: it had drifted/,
    );
    expect(told({ history, step: 35 }).text).toMatch(
      /The prediction ends at step 7: it had drifted/,
    );
  });

  it("is of one mode again when the others have left", () => {
    const history = takenOver({ overlayStops: [ARRIVAL] });
    expect(told({ history, step: 29 }).heading).toBe("Two modes at the edge");
    const { heading, stage, text } = told({ history, step: 35 });
    expect({ heading, stage }).toEqual({ heading: "Return to stability", stage: 4 });
    expect(text).toMatch(/At 1\.5 δ it still pushes; below δ it lets go\.$/);
  });

  it("counts three modes, and sets the mean square of their oscillation against tr Σ", () => {
    const columns = {
      ...atEdge,
      modesActive: (step: number) => (step < 10 ? 2 : 3),
      centralX: (step: number) => (step % 2 === 0 ? 0.3 : -0.1),
      centralTrace: () => 0.06,
    };
    const history = historyOf(60, columns, { edgeSteps: [4] });
    const { heading, text } = told({ history });
    expect(heading).toBe("Three modes at the edge");
    expect(text).toMatch(/^Since step 10 three directions oscillate, .* sharpness of all\./);
    expect(text).toMatch(/\|x\|² averages 0\.05 since then, tr Σ of the central flow 0\.06\.$/);
    expect(told({ history, step: 30 }).text).not.toMatch(/tr Σ/);
  });

  it("counts three modes at the edge, after the prediction's end and that of the run too", () => {
    const drift = { step: 15, overlay: "modes", reason: "drift" } as const;
    const history = takenOver(
      { overlayStops: [ARRIVAL, drift] },
      { modesActive: (step) => (step < 10 ? NaN : step < 17 ? 2 : 3) },
    );
    expect(told({ history, step: 16 }).heading).toBe("Two modes at the edge");
    const { heading, text } = told({ history, status: "finished" });
    expect(heading).toBe("Three modes at the edge");
    expect(text).toMatch(
      /Since step 17 three directions .* all\..* ends at step 15: .* Re-synchronise starts it again\.$/,
    );
    const goingOn = takenOver({}, { modesActive: (step) => (step < 10 ? NaN : 3) });
    expect(told({ history: goingOn }).text).toMatch(/The prediction goes on with all three\.$/);
    const paused = told({ history: goingOn, status: "finished" });
    expect(paused.text).toMatch(/all three\. The run paused here; Play goes on from it\.$/);
  });

  it("adds why the prediction ended to the stage", () => {
    const stop = { step: 12, overlay: "prediction", reason: "drift" } as const;
    const history = historyOf(20, atEdge, { edgeSteps: [4], overlayStops: [stop] });
    expect(told({ history }).text).toMatch(
      /The prediction ends at step 12: it had drifted half an oscillation away/,
    );
  });

  it("starts over after a change of η", () => {
    const learningRateChanges = [{ step: 10, learningRate: 0.05 }];
    const history = historyOf(
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
    const history = historyOf(101, { sharpness: () => 8 });
    const { kicker, heading, text } = told({ history, status: "finished" });
    expect(kicker).toBe("Step 100, finished");
    expect(heading).toBe("The edge was not reached");
    expect(text).toMatch(/40\u00a0% of the line at 20/);
    expect(text).toMatch(/at η = 0\.25/);
  });

  describe("of a run that diverged", () => {
    function diverged(
      columns: Partial<Record<ColumnName, (step: number) => number>>,
      annotations: Partial<Annotations> = {},
    ) {
      const history = historyOf(7, columns, annotations);
      history.divergedAt = 6;
      return told({ history, status: "diverged" });
    }

    it("sets λ₁(0) against 2/η and names the last finite step", () => {
      const story = diverged({ sharpness: (step) => 40 + step });
      expect(story).toMatchObject({ isDiverged: true, kicker: "Stopped after step 6" });
      expect(story.text).toMatch(/^Sharpness λ₁ began at 40\.00, 2 times the line 2\/η at 20\. /);
      expect(story.text).toMatch(/The last finite step is 6: λ₁ is 46\.00 there, the loss 1/);
    });

    it("says when λ₁ went over the line, and that it had been turned back before", () => {
      const sharpness = [10, 21, 19, 18, 22, 25, 40];
      const { text } = diverged({ sharpness: (step) => sharpness[step]! });
      expect(text).toMatch(/began at 10\.00, with the line 2\/η at 20\./);
      expect(text).toMatch(/first in step 1 and was turned back; from step 4 on it stayed above/);
    });

    it("names the other eigenvalues that went over it", () => {
      const { text } = diverged({
        sharpness: () => 60,
        eigenvalue2: () => 30,
        eigenvalue3: (step) => 15 + 2 * step,
        eigenvalue4: () => 19,
      });
      expect(text).toMatch(/ λ₂ went over the line from the start too, λ₃ in step 3\. /);
      expect(text).not.toMatch(/λ₄/);
    });

    it("blames a change of η where that lowered the line", () => {
      const { text } = diverged(
        { sharpness: () => 15, learningRate: (step) => (step < 4 ? 0.1 : 0.4) },
        { learningRateChanges: [{ step: 4, learningRate: 0.4 }] },
      );
      expect(text).toMatch(
        /At step 4 η went from 0\.1 to 0\.4\. That put the line at 5, below λ₁ at 15/,
      );
    });

    it("blames it also where the oscillation had taken λ₁ over the line before", () => {
      const { text } = diverged(
        { sharpness: () => 21, learningRate: (step) => (step < 4 ? 0.1 : 0.4) },
        { learningRateChanges: [{ step: 4, learningRate: 0.4 }] },
      );
      expect(text).toMatch(/2\/η at 20\. Above the line/);
      const late = diverged(
        {
          sharpness: (step) => (step < 2 ? 19 : 21),
          learningRate: (step) => (step < 4 ? 0.1 : 0.4),
        },
        { learningRateChanges: [{ step: 4, learningRate: 0.4 }] },
      );
      expect(late.text).toMatch(/At step 4 η went from 0\.1 to 0\.4/);
    });

    it("says at once that it stopped, also before the lesson has come", () => {
      const history = historyOf(7, { sharpness: () => 40 });
      history.divergedAt = 6;
      const story = told({ history, status: "diverged", lesson: null });
      expect(story).toMatchObject({ heading: "Diverged", isDiverged: true, text: "" });
    });

    it("is told at its end only", () => {
      const history = historyOf(7, { sharpness: () => 40 });
      history.divergedAt = 6;
      expect(told({ history, step: 3, status: "diverged" }).isDiverged).toBe(false);
    });
  });

  it("warns of a run that waits because it would diverge, and of no other", () => {
    const experiment = { ...defaultExperiment(), learningRate: 0.1 };
    const held = {
      experiment,
      forecast: {
        learningRate: 0.1,
        initialSharpness: 62,
        steps: 120,
        outcome: "diverged" as const,
        divergesAfter: 7,
      },
    };
    const history = historyOf(1, {});
    const { key, text } = told({ history, status: "ready", held });
    expect(key).toBe("held");
    expect(text).toMatch(
      /1–\d+.* network starts at sharpness λ₁\(0\) = 62\.00, 3\.1 times the line/,
    );
    expect(text).toMatch(/step 7 is the last one/);
    expect(told({ history: historyOf(5, {}), status: "running", held }).key).not.toBe("held");
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
          const history = historyOf(
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
