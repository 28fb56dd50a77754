/** The level 1.9/η at which a second mode ends one-mode predictions, once it has done so. */
import { clampedPixel, isInside, type Scene } from "./scene.ts";
import { px, withHalo, type Group } from "./svg.ts";

const SHARE = 0.95;

/**
 * @param under behind the curves: the line
 * @param over in front: its name
 */
export function createSecondModeLimit(under: Group, over: Group): { update(scene: Scene): void } {
  const line = under.append("path").style("stroke", "var(--l2)").style("stroke-dasharray", "1.5 3");
  const name = withHalo(over.append("text")).style("fill", "var(--l2)").text("1.9/η");
  return {
    update(scene) {
      const { left, right, fontSize } = scene.layout;
      const panel = scene.panels.find(({ box }) => box.name === "sharpness");
      const level = SHARE * scene.twoOverEta;
      const isReached = scene.history.annotations.overlayStops.some(
        ({ reason }) => reason === "second-eigenvalue",
      );
      const isShown =
        panel !== undefined && isReached && scene.view.visible.l2 && isInside(panel, level);
      const y = isShown ? clampedPixel(panel, level) : 0;
      line.attr("d", isShown ? `M${left},${px(y)}H${right}` : "");
      name
        .style("display", isShown ? "inline" : "none")
        .attr("x", left + fontSize / 2)
        .attr("y", px(y + fontSize * 1.15));
    },
  };
}
