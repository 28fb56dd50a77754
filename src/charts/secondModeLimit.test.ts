import { expect, it } from "vitest";
import type { StopReason } from "../protocol/annotations.ts";
import { edgeRow, historyOf } from "./fixtures/syntheticHistory.ts";
import { sceneOf } from "./fixtures/syntheticScene.ts";
import { clampedPixel, stepToPixel } from "./scene.ts";
import { limitPieces } from "./secondModeLimit.ts";
import { takeoverHistory } from "./fixtures/takeoverHistory.ts";
import { defaultView, type View } from "./view.ts";

/** η 0.1 for 120 steps, then 0.125: 1.9/η is 19, then 15.2. */
function sceneWith(reason: StopReason) {
  const rows = Array.from({ length: 200 }, (_, step) => ({
    ...edgeRow(step, 100),
    learningRate: step < 120 ? 0.1 : 0.125,
  }));
  const annotations = {
    edgeSteps: [100],
    learningRateChanges: [{ step: 120, learningRate: 0.125 }],
    overlayStops: [{ step: 150, overlay: "prediction" as const, reason }],
  };
  const view = defaultView();
  view.visible.l2 = true;
  return sceneOf(historyOf(rows, annotations), view);
}

it("has a level of its own for each η", () => {
  const scene = sceneWith("second-eigenvalue");
  const sharpness = scene.panels[1]!;
  const change = stepToPixel(scene, 120);
  expect(limitPieces(scene, 0.95)).toEqual([
    { from: scene.layout.left, to: change, y: clampedPixel(sharpness, 19) },
    { from: change, to: scene.layout.right, y: clampedPixel(sharpness, 15.2) },
  ]);
});

it("is drawn only where a second mode has come to it, for a prediction that is drawn", () => {
  expect(limitPieces(sceneWith("drift"), 0.95)).toEqual([]);
  expect(limitPieces(sceneWith("second-eigenvalue"), 0.92)).toEqual([]);
  const takeover = (shown: Partial<View["visible"]>) => {
    const visible = { ...defaultView().visible, ...shown };
    const scene = sceneOf(takeoverHistory(300), { ...defaultView(), visible });
    return [0.95, 0.92].filter((share) => limitPieces(scene, share as 0.95 | 0.92).length > 0);
  };
  expect(takeover({})).toEqual([0.92]);
  expect(takeover({ oneMode: true })).toEqual([0.95, 0.92]);
  expect(takeover({ cubic: true, pred: false })).toEqual([0.95]);
  expect(takeover({ pred: false })).toEqual([]);
  expect(takeover({ l2: false })).toEqual([]);
});
