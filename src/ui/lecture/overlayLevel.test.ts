import { describe, expect, it } from "vitest";
import { CURVES, defaultView, type Curve } from "../../charts/view.ts";
import { lectureView, nextLevel, type OverlayLevel } from "./overlayLevel.ts";

function shown(visible: Partial<Record<Curve, boolean>>, level: OverlayLevel): Curve[] {
  const view = { ...defaultView(), visible: { ...defaultView().visible, ...visible } };
  const result = lectureView(view, level);
  return CURVES.filter((curve) => result.visible[curve]);
}

describe("overlays for a room", () => {
  it("leaves out of the default what cannot be told apart from the last row", () => {
    expect(shown({}, null)).toEqual(["gd", "edge", "pred", "dagger", "flow", "pre"]);
  });

  it("shows what a preset or the viewer has chosen", () => {
    expect(shown({ cubic: true, dagger: false }, null)).toContain("cubic");
    expect(shown({ cubic: true, dagger: false }, null)).not.toContain("dagger");
    expect(shown({ cubic: true, dagger: false }, "all")).toEqual(
      expect.arrayContaining(["cubic", "dagger", "pred", "l2"]),
    );
  });

  it("goes from none by the prediction to all and round again", () => {
    const levels: OverlayLevel[] = [null];
    for (let i = 0; i < 4; i++) levels.push(nextLevel(levels.at(-1) ?? null));
    expect(levels).toEqual([null, "none", "prediction", "all", "none"]);
    // Where a line is for the preconditioned sharpness, that is the run.
    expect(shown({}, "none")).toEqual(["gd", "edge", "pre"]);
    expect(shown({}, "prediction")).toEqual(["gd", "edge", "pred", "pre"]);
    expect(shown({}, "all")).toEqual(["gd", "edge", "pred", "dagger", "flow", "pre"]);
  });
});
