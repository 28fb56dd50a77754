import { describe, expect, it } from "vitest";
import { veiledPanels } from "./veil.ts";

describe("the veil", () => {
  it("lies on every panel but those in focus", () => {
    expect(veiledPanels(["loss", "sharpness", "distance"], ["sharpness"])).toEqual([
      "loss",
      "distance",
    ]);
    expect(veiledPanels(["loss", "sharpness"], null)).toEqual([]);
  });

  it("never hides everything: a phone has no distance panel", () => {
    expect(veiledPanels(["sharpness", "loss"], ["distance"])).toEqual([]);
  });
});
