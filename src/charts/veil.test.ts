import { describe, expect, it } from "vitest";
import { veiledPanels, veilOutline } from "./veil.ts";

describe("the veil", () => {
  it("lies on every panel but those in focus", () => {
    expect(veiledPanels(["loss", "sharpness", "distance"], ["sharpness"])).toEqual([
      "loss",
      "distance",
    ]);
    expect(veiledPanels(["loss", "sharpness"], null)).toEqual([]);
  });

  it("covers what reaches below a panel beside it, and not the ribbon under it", () => {
    expect(veilOutline(46, 700, 150)).toBe(
      "polygon(0 0, 100% 0, 100% 100%, 700px 100%, 700px 150px, 46px 150px, 46px 100%, 0 100%)",
    );
  });

  it("never hides everything: a phone has no distance panel", () => {
    expect(veiledPanels(["sharpness", "loss"], ["distance"])).toEqual([]);
  });
});
