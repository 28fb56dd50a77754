import { describe, expect, it } from "vitest";
import { linearScale } from "../scales.ts";
import { nearestStep } from "./nearestStep.ts";

/** Four loops of 48 steps around (100, 100), each two pixels larger. */
const POINTS = {
  amplitude: Float64Array.from({ length: 192 }, (_, i) => 100 + radius(i) * Math.cos(angle(i))),
  excess: Float64Array.from({ length: 192 }, (_, i) => 100 + radius(i) * Math.sin(angle(i))),
};
const SCALES = { x: linearScale([0, 200], [0, 200]), y: linearScale([0, 200], [0, 200]) };

function radius(i: number): number {
  return 60 + 2 * Math.floor(i / 48);
}

function angle(i: number): number {
  return (2 * Math.PI * i) / 48;
}

const at = (step: number, away = 0) => ({
  x: 100 + (radius(step) + away) * Math.cos(angle(step)),
  y: 100 + (radius(step) + away) * Math.sin(angle(step)),
});
const all = { from: 0, to: 191 };

describe("the step that a pixel means", () => {
  it("is the nearest one, where no other loop is near", () => {
    for (let step = 145; step < 191; step++) {
      expect(nearestStep(POINTS, all, SCALES, at(step, 5), 40, null)).toBe(step);
    }
  });

  it("follows a loop into the next one", () => {
    let last: number | null = null;
    const seen: (number | null)[] = [];
    for (let step = 3; step < 160; step++) {
      last = nearestStep(POINTS, { from: 0, to: step + 6 }, SCALES, at(step), 40, last ?? 3);
      seen.push(last);
    }
    expect(seen).toEqual(Array.from({ length: 157 }, (_, i) => i + 3));
  });

  it("is the latest where loops lie on each other and none was pointed at", () => {
    expect(nearestStep(POINTS, all, SCALES, at(125), 40, null)).toBe(173);
    expect(nearestStep(POINTS, all, SCALES, at(125), 40, 124)).toBe(125);
  });

  it("lies on what is drawn, and not far from the pixel", () => {
    expect(nearestStep(POINTS, { from: 2, to: 5 }, SCALES, at(26), 40, null)).toBeNull();
    expect(nearestStep(POINTS, all, SCALES, { x: 100, y: 100 }, 40, null)).toBeNull();
    const gaps = { amplitude: Float64Array.of(NaN, 10), excess: Float64Array.of(NaN, 10) };
    expect(nearestStep(gaps, { from: 0, to: 1 }, SCALES, { x: 11, y: 9 }, 40, 0)).toBe(1);
  });
});
