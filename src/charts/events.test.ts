import { describe, expect, it } from "vitest";
import type { OverlayStop } from "../protocol/annotations.ts";
import { eventsOf } from "./events.ts";
import { EXPERIMENT, edgeHistory, historyOf } from "./fixtures/syntheticHistory.ts";
import {
  EDGE,
  LEAVES,
  ONE_MODE_ENDS,
  ONE_MODE_STOPS,
  TAKEOVER,
  takeoverHistory,
} from "./fixtures/takeoverHistory.ts";
import { defaultView, type View } from "./view.ts";

const view = { ...defaultView(), visible: { ...defaultView().visible, cubic: true } };

it("says where the overlays start", () => {
  const events = eventsOf(edgeHistory(200, 100), EXPERIMENT, view);
  expect(events.map(({ step, wordings }) => [step, wordings[0]])).toEqual([
    [100, "edge: predictions start"],
  ]);
});

it("says where another step rule meets its own line, whatever overlays the experiment names", () => {
  const rows = Array.from({ length: 30 }, (_, step) => ({
    sharpness: 200,
    preconditionedSharpness: 10 * step,
    stabilityThreshold: 95,
  }));
  const adam = { kind: "adam", beta1: 0.9, beta2: 0.99, epsilon: 1e-8 } as const;
  const events = eventsOf(historyOf(rows), { ...EXPERIMENT, optimizer: adam }, view);
  expect(events.map(({ step, wordings }) => [step, ...wordings])).toEqual([
    [10, "edge: preconditioned sharpness reaches (2+2β₁)/((1−β₁)η)", "edge"],
  ]);
  const momentum = rows.map(({ preconditionedSharpness: sharpness, stabilityThreshold }) => ({
    sharpness,
    stabilityThreshold,
  }));
  const heavyBall = { kind: "heavy-ball", momentum: 0.9 } as const;
  const [event] = eventsOf(historyOf(momentum), { ...EXPERIMENT, optimizer: heavyBall }, view);
  expect(event).toMatchObject({
    step: 10,
    wordings: ["edge: sharpness reaches (2+2μ)/η", "edge"],
  });
});

it("says in one flag why both predictions stop", () => {
  const history = edgeHistory(200, 100);
  history.annotations.overlayStops = [
    { step: 150, overlay: "prediction", reason: "second-eigenvalue" },
    { step: 150, overlay: "cubic", reason: "second-eigenvalue" },
  ];
  const events = eventsOf(history, EXPERIMENT, view);
  expect(events[1]).toMatchObject({
    step: 150,
    hue: "pred",
    wordings: ["λ₂ reaches 1.9/η: both predictions stop", "both predictions stop"],
  });
  const without = eventsOf(history, EXPERIMENT, {
    ...view,
    visible: { ...view.visible, cubic: false },
  });
  expect(without[1]?.wordings[1]).toBe("prediction stops");
});

it("says what a change of η does to the line", () => {
  const history = edgeHistory(200, 100);
  history.annotations.learningRateChanges = [
    { step: 120, learningRate: 0.05 },
    { step: 160, learningRate: 0.2 },
  ];
  history.annotations.overlayStops = [
    { step: 119, overlay: "prediction", reason: "learning-rate-change" },
  ];
  const events = eventsOf(history, EXPERIMENT, view).slice(1);
  expect(events.map(({ wordings }) => wordings[0])).toEqual([
    "step 120: η 0.1 → 0.05, the line jumps to 40",
    "step 160: η 0.05 → 0.2, the line falls to 10",
  ]);
  expect(events.every(({ solid }) => solid)).toBe(true);
});

it("marks the last kept step of a run that diverged", () => {
  const history = edgeHistory(7, 100);
  history.divergedAt = 6;
  expect(eventsOf(history, EXPERIMENT, view)).toMatchObject([{ step: 6, hue: "bad" }]);
});

it("marks where a branch left the run before, in one flag with its change of η", () => {
  const branch = edgeHistory(200, 100).branchAt(130);
  expect(eventsOf(branch, EXPERIMENT, view).slice(1)).toMatchObject([
    { step: 130, wordings: ["branched from here", "branched"] },
  ]);
  const longer = edgeHistory(200, 100);
  longer.branchedAt = 130;
  longer.annotations.learningRateChanges = [
    { step: 131, learningRate: 0.05 },
    { step: 150, learningRate: 0.1 },
  ];
  const events = eventsOf(longer, EXPERIMENT, view).slice(1);
  expect(events.map(({ step, wordings }) => [step, wordings[0]])).toEqual([
    [131, "branched from here with η 0.1 → 0.05"],
    [150, "step 150: η 0.05 → 0.1, the line falls to 20"],
  ]);
});

describe("where a second mode joins", () => {
  const told = (length: number, shown: Partial<View["visible"]> = {}, stops?: OverlayStop[]) => {
    const history = takeoverHistory(length, stops && { overlayStops: stops });
    const visible = { ...defaultView().visible, ...shown };
    return eventsOf(history, EXPERIMENT, { ...defaultView(), visible }).map(
      ({ step, wordings }) => [step, wordings[0]],
    );
  };
  const start = [EDGE, "edge: predictions start"];
  const joins = [TAKEOVER, "a mode joins: two modes at the edge"];
  const leaves = [LEAVES, "a mode leaves: one mode at the edge"];

  it("says so, and where it leaves, and that no prediction stops", () => {
    expect(told(300)).toEqual([start, joins, leaves]);
    expect(told(TAKEOVER)).toEqual([start]);
    expect(told(300, { pred: false })).toEqual([start]);
  });

  it("says where predictions end that know one mode only, if they are drawn", () => {
    const why = "λ₂ reaches 1.9/η";
    expect(told(300, { oneMode: true })).toEqual([
      start,
      joins,
      [ONE_MODE_ENDS, `${why}: one-mode prediction stops`],
      leaves,
    ]);
    expect(told(300, { oneMode: true, cubic: true })[2]).toEqual([
      ONE_MODE_ENDS,
      `${why}: one-mode prediction and cubic prediction stop`,
    ]);
    expect(told(300, { cubic: true })[2]![1]).toBe(`${why}: cubic prediction stops`);
  });

  it("says why the prediction that leads ends, once while it is that of one mode", () => {
    const [drift, later] = [
      { step: 130, overlay: "prediction", reason: "drift" },
      { step: 200, overlay: "modes", reason: "fourth-mode" },
    ] as const;
    expect(told(300, { oneMode: true }, [drift])[1]).toEqual([
      130,
      "prediction stops: drifted half an oscillation",
    ]);
    expect(told(300, {}, [...ONE_MODE_STOPS, later])).toEqual([
      start,
      joins,
      [200, "prediction stops: a fourth mode at the edge"],
      leaves,
    ]);
  });

  it("says at the edge how many there are", () => {
    const rows = Array.from({ length: 60 }, (_, step) => ({ modesActive: step < 20 ? NaN : 2 }));
    const events = eventsOf(historyOf(rows, { edgeSteps: [20] }), EXPERIMENT, view);
    expect(events).toMatchObject([
      { step: 20, wordings: ["edge, two modes: predictions start", "edge, two modes"] },
    ]);
  });

  it("says nothing where several modes are computed from the edge on and one is there", () => {
    const rows = Array.from({ length: 60 }, (_, step) => ({
      modesActive: step < 20 ? NaN : step < 40 ? 1 : 3,
    }));
    const events = eventsOf(historyOf(rows, { edgeSteps: [20] }), EXPERIMENT, view);
    expect(events.map(({ step, wordings }) => [step, wordings[0]])).toEqual([
      [20, "edge: predictions start"],
      [40, "a mode joins: three modes at the edge"],
    ]);
  });
});
