import { expect, it } from "vitest";
import type { StopReason } from "../protocol/annotations.ts";
import { edgeRow, historyOf } from "./fixtures/syntheticHistory.ts";
import { sceneOf } from "./fixtures/syntheticScene.ts";
import { clampedPixel, stepToPixel } from "./scene.ts";
import { limitOf, limitPieces } from "./secondModeLimit.ts";
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
  expect(limitPieces(scene, limitOf(scene)!)).toEqual([
    { from: scene.layout.left, to: change, y: clampedPixel(sharpness, 19) },
    { from: change, to: scene.layout.right, y: clampedPixel(sharpness, 15.2) },
  ]);
});

it("is where a second mode ends a prediction that is drawn, else where it takes part in one", () => {
  expect(limitOf(sceneWith("drift"))).toBeNull();
  expect(limitOf(sceneWith("second-eigenvalue"))?.name).toBe("1.9/η");
  const name = (shown: Partial<View["visible"]>) => {
    const visible = { ...defaultView().visible, ...shown };
    return limitOf(sceneOf(takeoverHistory(300), { ...defaultView(), visible }))?.name;
  };
  // 0.92 · 2/η
  expect(name({})).toBe("1.84/η");
  expect(name({ oneMode: true })).toBe("1.9/η");
  expect(name({ cubic: true, pred: false })).toBe("1.9/η");
  expect(name({ pred: false })).toBeUndefined();
  expect(name({ l2: false })).toBeUndefined();
});
