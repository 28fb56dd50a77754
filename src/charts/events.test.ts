import { expect, it } from "vitest";
import { eventsOf } from "./events.ts";
import type { Experiment } from "../model/experiment.ts";
import { EXPERIMENT, edgeHistory, historyOf } from "./fixtures/syntheticHistory.ts";
import { defaultView } from "./view.ts";

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

it("says where a mode joins those at the edge or leaves them, when they are followed", () => {
  const active = (step: number) => (step < 20 ? NaN : step < 40 || step >= 70 ? 1 : 2);
  const rows = Array.from({ length: 100 }, (_, step) => ({ step, modesActive: active(step) }));
  const history = historyOf(rows, { edgeSteps: [20] });
  const experiment: Experiment = { ...EXPERIMENT, overlays: ["modes"] };
  const told = eventsOf(history, experiment, view).map(({ step, wordings }) => [step, wordings[0]]);
  expect(told).toEqual([
    [20, "edge: predictions start"],
    [40, "a mode joins: two modes at the edge"],
    [70, "a mode leaves: one mode at the edge"],
  ]);
  expect(eventsOf(history, EXPERIMENT, view)).toHaveLength(1);
});
