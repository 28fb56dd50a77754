import { expect, it } from "vitest";
import { edgeHistory } from "./fixtures/syntheticHistory.ts";
import { sceneOf } from "./fixtures/syntheticScene.ts";
import { drawMarkers } from "./markers.ts";
import type { Pen } from "./pen.ts";
import { clampedPixel, stepToPixel } from "./scene.ts";

/** Centres of the circles that the marks of sharpness have when the prediction stops at 150. */
function circlesFor(value: number): [number, number][] {
  const scene = sceneOf(edgeHistory(200, 100));
  const panel = scene.panels[1]!;
  for (const curve of panel.curves) {
    curve.stops = curve.definition.curve === "pred" ? [{ step: 150, value }] : [];
  }
  const circles: [number, number][] = [];
  const nothing = () => undefined;
  const pen: Pen = {
    ...{ save: nothing, restore: nothing, beginPath: nothing, closePath: nothing },
    ...{ moveTo: nothing, lineTo: nothing, rect: nothing, clip: nothing },
    ...{ stroke: nothing, fill: nothing, setLineDash: nothing },
    ...{ lineDashOffset: 0, lineWidth: 1, lineJoin: "miter", globalAlpha: 1 },
    ...{ strokeStyle: "", fillStyle: "" },
    arc: (x, y) => circles.push([x, y]),
  };
  drawMarkers(pen, scene, panel, []);
  return circles;
}

it("rings the end of a claim where it is in the panel, and nowhere else", () => {
  const scene = sceneOf(edgeHistory(200, 100));
  const at = [stepToPixel(scene, 150), clampedPixel(scene.panels[1]!, 20)];
  expect(circlesFor(20)).toEqual([at]);
  expect(circlesFor(500)).toEqual([]);
  expect(circlesFor(-500)).toEqual([]);
});
