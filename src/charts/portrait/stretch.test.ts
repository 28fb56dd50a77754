import { describe, expect, it } from "vitest";
import type { OverlayStop } from "../../protocol/annotations.ts";
import { orbitHistory, orbitRow } from "../fixtures/orbitHistory.ts";
import { batchOf, EXPERIMENT, historyOf } from "../fixtures/syntheticHistory.ts";
import {
  EDGE,
  LEAVES,
  ONE_MODE_STOPS,
  TAKEOVER,
  takeoverHistory,
  takeoverRow,
} from "../fixtures/takeoverHistory.ts";
import { portraitMoment } from "./moment.ts";
import { PhasePath } from "./phasePath.ts";
import { stretchAt } from "./stretch.ts";

const stop = (
  step: number,
  overlay: OverlayStop["overlay"],
  reason: OverlayStop["reason"],
): OverlayStop => ({ step, overlay, reason });

/** An edge at 10, another η from 60 on, the next edge at 80. */
function changedHistory() {
  const rows = Array.from({ length: 120 }, (_, step) =>
    step >= 60 && step < 80 ? { learningRate: 0.05, loss: 1 } : orbitRow(step, 10),
  );
  return historyOf(rows, {
    edgeSteps: [10, 80],
    learningRateChanges: [{ step: 60, learningRate: 0.05 }],
    overlayStops: [
      stop(40, "prediction", "drift"),
      stop(60, "constrained", "learning-rate-change"),
      stop(60, "prediction", "learning-rate-change"),
    ],
  });
}

describe("a stretch", () => {
  it("begins with the edge and goes on to the head", () => {
    const history = orbitHistory(100, 10);
    expect(stretchAt(history, 9)).toBeNull();
    expect(stretchAt(history, 10)).toEqual({
      from: 10,
      to: 99,
      prediction: { from: 10, to: 99, isStopped: false },
    });
  });

  it("ends at a change of η with the last step that was measured, and the next edge begins another", () => {
    const history = changedHistory();
    for (const step of [10, 59, 79]) {
      expect(stretchAt(history, step)).toEqual({
        from: 10,
        to: 59,
        prediction: { from: 10, to: 40, isStopped: true },
      });
    }
    expect(stretchAt(history, 80)).toMatchObject({ from: 80, to: 119 });
  });

  it("does not call a change of η a stop of the prediction", () => {
    const history = changedHistory();
    history.annotations.overlayStops = history.annotations.overlayStops.slice(1);
    expect(stretchAt(history, 50)?.prediction).toEqual({ from: 10, to: 59, isStopped: false });
  });

  it("goes on when the prediction drifts away, and ends where a second mode joins in", () => {
    const drifted = orbitHistory(100, 10, { overlayStops: [stop(50, "prediction", "drift")] });
    expect(stretchAt(drifted, 99)).toMatchObject({ to: 99, prediction: { to: 50 } });
    const overlayStops = [stop(50, "prediction", "second-eigenvalue")];
    expect(stretchAt(orbitHistory(100, 10, { overlayStops }), 99)).toMatchObject({ to: 50 });
    const resynchronised = orbitHistory(100, 10, { overlayStops, resyncSteps: [60] });
    expect(stretchAt(resynchronised, 99)).toMatchObject({ to: 99 });
  });

  it("has the claim that had begun last at the step, where it was re-synchronised", () => {
    const overlayStops = [stop(50, "prediction", "drift"), stop(80, "prediction", "drift")];
    const history = orbitHistory(100, 10, { overlayStops, resyncSteps: [60] });
    const claimAt = (step: number) => stretchAt(history, step)?.prediction;
    expect(claimAt(55)).toEqual({ from: 10, to: 50, isStopped: true });
    expect(claimAt(60)).toEqual({ from: 60, to: 80, isStopped: true });
    expect(claimAt(99)).toEqual({ from: 60, to: 80, isStopped: true });
  });
});

describe("with several modes computed", () => {
  /** A second mode joins at 50; the run is followed in both. */
  const rows = Array.from({ length: 100 }, (_, step) => ({
    ...orbitRow(step, 10),
    ...(step >= 10 && {
      modesActive: step < 50 ? 1 : 2,
      modesDelta: 0.05,
      modesX1: 0.1,
      modesY1: 1,
    }),
    ...(step >= 50 && { modesX2: 0.02, modesY2: -1 }),
  }));
  const overlayStops = [
    stop(50, "prediction", "second-eigenvalue"),
    stop(80, "modes", "drift"),
    stop(80, "constrained", "flat-sharpness-gradient"),
  ];
  const history = historyOf(rows, { edgeSteps: [10], overlayStops });

  it("the stretch goes on when the second one joins, with their prediction", () => {
    const prediction = { from: 10, to: 80, isStopped: true };
    expect(stretchAt(history, 99)).toEqual({ from: 10, to: 99, prediction });
  });

  it("the moment has quadrants for one mode, and a loop each for two", () => {
    const one = portraitMoment(history, EXPERIMENT, 49, null);
    expect(one).toMatchObject({ modes: 1, balance: { delta: 0.05 } });
    const two = portraitMoment(history, EXPERIMENT, 99, null);
    expect(two).toMatchObject({ modes: 2, balance: null, caption: "two modes, a loop for each" });
  });

  it("the path of each begins where it joins", () => {
    const path = new PhasePath(history);
    path.update();
    const [first, second, third] = path.modes.map(({ run }) => run);
    expect(first!.amplitude[99]).toBeCloseTo(0.1, 12);
    expect([second!.amplitude[49], second!.amplitude[50]]).toEqual([NaN, 0.02]);
    expect(second!.excess[60]).toBe(-1);
    expect(third!.amplitude.every(Number.isNaN)).toBe(true);
  });
});

describe("where several modes take over", () => {
  const history = takeoverHistory(300);
  const path = new PhasePath(history);
  path.update();
  const [first, second, third] = path.modes.map(({ run }) => run);

  it("the stretch and the prediction go on through it", () => {
    const whole = { from: EDGE, to: 299, prediction: { from: EDGE, to: 299, isStopped: false } };
    expect(stretchAt(history, 299)).toEqual(whole);
    const ended = takeoverHistory(300, {
      overlayStops: [...ONE_MODE_STOPS, stop(220, "modes", "drift")],
    });
    const prediction = { from: EDGE, to: 220, isStopped: true };
    expect(stretchAt(ended, 299)).toEqual({ from: EDGE, to: 299, prediction });
  });

  it("there are quadrants up to it, and again when one mode has left", () => {
    const at = (step: number) => portraitMoment(history, EXPERIMENT, step, null);
    expect(at(TAKEOVER - 1)).toMatchObject({ modes: 1, hasQuadrants: true });
    expect(at(TAKEOVER - 1).balance).toEqual({ alpha: 0.4, delta: 0.04 });
    expect(at(TAKEOVER)).toMatchObject({ modes: 2, hasQuadrants: false, balance: null });
    // By then √tr Σ = 0.08.
    expect(at(LEAVES).balance).toEqual({ alpha: 0.4, delta: 0.08 });
  });

  it("the first path has no gap there, and the second begins", () => {
    const steps = [TAKEOVER - 1, TAKEOVER, TAKEOVER + 1];
    for (const step of steps) expect(first!.amplitude[step]).toBeCloseTo(0.03, 12);
    expect(steps.map((step) => second!.amplitude[step])).toEqual([NaN, 0.02, 0.02]);
    expect(path.prediction.excess[TAKEOVER]).toBeCloseTo(0.51, 12);
  });

  it("the first path is of the mode that stays, without a line from one to the other", () => {
    const steps = [LEAVES - 1, LEAVES, LEAVES + 1];
    expect(steps.map((step) => first!.excess[step])).toEqual([0.5, NaN, -0.5]);
    expect(steps.map((step) => second!.excess[step])).toEqual([-0.5, NaN, NaN]);
    expect(third!.amplitude.every(Number.isNaN)).toBe(true);
  });

  it("the path is the same however it arrives", () => {
    for (const cut of [EDGE, TAKEOVER, TAKEOVER + 1, LEAVES, LEAVES + 1]) {
      const growing = takeoverHistory(cut);
      const parts = new PhasePath(growing);
      parts.update();
      const rows = Array.from({ length: 300 - cut }, (_, i) => takeoverRow(cut + i));
      growing.append(batchOf(cut, rows));
      growing.annotations = history.annotations;
      parts.update();
      expect(parts.modes, `at ${cut}`).toEqual(path.modes);
    }
  });
});

describe("the portrait's moment", () => {
  const moment = (
    history: ReturnType<typeof orbitHistory>,
    step: number,
    crosshair: number | null = null,
  ) => portraitMoment(history, EXPERIMENT, step, crosshair);

  it("shows the head, the playhead or the step pointed at", () => {
    const history = orbitHistory(100, 10);
    expect(moment(history, 99)).toMatchObject({
      end: 99,
      shown: 99,
      crosshair: null,
      balance: { alpha: 0.64, delta: 0.05 },
      caption: "the quadrants are the stages",
    });
    expect(moment(history, 50)).toMatchObject({ end: 50, shown: 50 });
    expect(moment(history, 99, 30)).toMatchObject({ end: 99, shown: 30, crosshair: 30 });
  });

  it("stays as it is while the charts are pointed at before the edge", () => {
    expect(moment(orbitHistory(100, 10), 99, 3)).toEqual(moment(orbitHistory(100, 10), 99));
  });

  it("says of what step a picture is that has ended", () => {
    const history = changedHistory();
    const ended = { end: 59, shown: 59, crosshair: null, caption: "as it was at step 59" };
    expect(moment(history, 75)).toMatchObject(ended);
    expect(moment(history, 119, 75)).toMatchObject(ended);
    expect(moment(history, 119, 30)).toMatchObject({ end: 59, shown: 30, crosshair: 30 });
    expect(moment(history, 119)).toMatchObject({ stretch: { from: 80 }, end: 119 });
  });

  it("says why there is nothing yet", () => {
    expect(moment(orbitHistory(5, 10), 4).sentence).toMatch(/once its sharpness reaches 2\/η/);
    expect(moment(orbitHistory(50, 10), 4).sentence).toBe(
      "The portrait starts at the edge, step 10.",
    );
    const diverged = orbitHistory(5, 10);
    diverged.divergedAt = 4;
    expect(moment(diverged, 4).sentence).toMatch(/diverged/);
    const bare = portraitMoment(
      orbitHistory(5, 10),
      { ...EXPERIMENT, overlays: ["flowFromStart"] },
      4,
      null,
    );
    expect(bare.sentence).toMatch(/follows no θ†/);
    expect(bare).toMatchObject({ stretch: null, end: -1, balance: null, caption: "" });
  });

  it("has no balance point where α is not positive, and says so", () => {
    const rows = Array.from({ length: 30 }, (_, step) => ({
      ...orbitRow(step, 0),
      alpha: step < 20 ? -0.1 : 0.1,
      delta: 0,
    }));
    const history = historyOf(rows, { edgeSteps: [0] });
    expect(moment(history, 10)).toMatchObject({
      balance: null,
      caption: "no balance point: α ≤ 0",
    });
    expect(moment(history, 25)).toMatchObject({
      balance: null,
      caption: "no balance point: sharpness is flat here",
    });
  });
});
