import { describe, expect, it } from "vitest";
import { stepAfterKey, stepAtPixel } from "./interaction.ts";
import { linearScale } from "./scales.ts";

const key = (name: string, shiftKey = false) => ({
  key: name,
  shiftKey,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
});

describe("stepAfterKey", () => {
  it("moves by a step, with Shift by ten, and stays in the run", () => {
    expect(stepAfterKey(key("ArrowLeft"), 50, 100)).toBe(49);
    expect(stepAfterKey(key("ArrowRight", true), 50, 100)).toBe(60);
    expect(stepAfterKey(key("ArrowRight", true), 95, 100)).toBe(100);
    expect(stepAfterKey(key("ArrowLeft", true), 5, 100)).toBe(0);
  });

  it("starts from the last step and knows both ends", () => {
    expect(stepAfterKey(key("ArrowLeft"), null, 100)).toBe(99);
    expect(stepAfterKey(key("Home"), null, 100)).toBe(0);
    expect(stepAfterKey(key("End"), 5, 100)).toBe(100);
  });

  it("takes the crosshair away with Escape, and leaves other keys to the page", () => {
    expect(stepAfterKey(key("Escape"), 5, 100)).toBeNull();
    expect(stepAfterKey(key("Escape"), null, 100)).toBeUndefined();
    expect(stepAfterKey(key(" "), 5, 100)).toBeUndefined();
    expect(stepAfterKey({ ...key("ArrowLeft"), altKey: true }, 5, 100)).toBeUndefined();
    expect(stepAfterKey(key("ArrowLeft"), null, -1)).toBeUndefined();
  });
});

describe("stepAtPixel", () => {
  const scene = {
    head: 3,
    positions: Float64Array.of(0, 1, 2, 3),
    x: linearScale([0, 10], [100, 200]),
  };
  it("finds the nearest step within the run", () => {
    expect([90, 104, 106, 121, 190].map((pixel) => stepAtPixel(scene, pixel))).toEqual([
      0, 0, 1, 2, 3,
    ]);
    expect(stepAtPixel({ ...scene, head: -1 }, 120)).toBeNull();
  });
});
