import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crosses, linesThrough, overlap, textBox } from "./clearOfCurves.ts";
import { edgeHistory, edgeRow, historyOf } from "./fixtures/syntheticHistory.ts";
import { sceneOf } from "./fixtures/syntheticScene.ts";
import { stepToPixel } from "./scene.ts";

const BOX = { left: 10, right: 30, top: 40, bottom: 50 };

describe("a line and a box", () => {
  it("cross where the line has a point in it, ends outside or not", () => {
    expect(crosses(BOX, 0, 45, 100, 45)).toBe(true);
    expect(crosses(BOX, 20, 45, 20, 45)).toBe(true);
    expect(crosses(BOX, 0, 30, 40, 60)).toBe(true);
    expect(crosses(BOX, 0, 39, 100, 39)).toBe(false);
    expect(crosses(BOX, 0, 45, 9, 45)).toBe(false);
    expect(crosses(BOX, 31, 0, 31, 100)).toBe(false);
    // Past a corner, though it spans the box both ways.
    expect(crosses(BOX, 0, 51, 11, 20)).toBe(false);
  });

  it("cross if and only if one of closely sampled points is in the box, corners grazed aside", () => {
    const place = fc.double({ min: 0, max: 90, noNaN: true });
    fc.assert(
      fc.property(place, place, place, place, (x0, y0, x1, y1) => {
        const depths = Array.from({ length: 1001 }, (_, i) => {
          const x = x0 + ((x1 - x0) * i) / 1000;
          const y = y0 + ((y1 - y0) * i) / 1000;
          return Math.min(x - BOX.left, BOX.right - x, y - BOX.top, BOX.bottom - y);
        });
        const depth = Math.max(...depths);
        fc.pre(Math.abs(depth) > 0.2);
        expect(crosses(BOX, x0, y0, x1, y1)).toBe(depth > 0);
      }),
    );
  });
});

it("gives boxes that touch only where words would", () => {
  const box = textBox(100, 50, 80, 10);
  expect(overlap(box, textBox(100, 58, 80, 10))).toBe(true);
  expect(overlap(box, textBox(100, 63, 80, 10))).toBe(false);
  expect(overlap(box, textBox(187, 50, 80, 10))).toBe(false);
});

describe("lines through a box", () => {
  const scene = sceneOf(edgeHistory(90, 100));
  const panel = scene.panels[1]!;
  const boxAt = (step: number, sharpness: number) =>
    textBox(stepToPixel(scene, step), panel.y!.toPixel(sharpness), 5, 4);

  it("are counted where they pass, also between the points that are kept of them", () => {
    expect(linesThrough(scene, panel, boxAt(45, 11 + (9 * 45) / 100))).toBe(2);
    expect(linesThrough(scene, panel, boxAt(45, 20))).toBe(1);
    expect(linesThrough(scene, panel, boxAt(45, 18))).toBe(0);
    expect(linesThrough(scene, panel, boxAt(45, 12))).toBe(0);
  });

  it("make a corner at a step of 2/η", () => {
    const rows = Array.from({ length: 90 }, (_, step) => ({
      ...edgeRow(step, 200),
      learningRate: step < 40 ? 0.1 : 0.125,
    }));
    const stepped = sceneOf(historyOf(rows));
    const law = stepped.panels[1]!;
    const between = textBox(stepToPixel(stepped, 40) - 3, law.y!.toPixel(18), 5, 4);
    expect(linesThrough(stepped, law, between)).toBe(1);
    expect(linesThrough(stepped, law, { ...between, left: 60, right: 70 })).toBe(0);
  });
});
