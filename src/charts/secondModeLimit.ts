/** The level 1.9/η at which a second mode ends one-mode predictions, once it has done so. */
import { clampedPixel, isInside, stepToPixel, type Scene } from "./scene.ts";
import { px, withHalo, type Group } from "./svg.ts";

const SHARE = 0.95;

/** A piece of the line, in pixels. */
interface LimitPiece {
  from: number;
  to: number;
  y: number;
}

/**
 * The line as it is to be drawn, one piece for each η of the run that is on screen; none before a
 * second mode has ended a prediction.
 */
export function limitPieces(scene: Scene): LimitPiece[] {
  const { history, layout, panels, view } = scene;
  const panel = panels.find(({ box }) => box.name === "sharpness");
  const { overlayStops, learningRateChanges } = history.annotations;
  const isReached = overlayStops.some(({ reason }) => reason === "second-eigenvalue");
  if (panel === undefined || !isReached || !view.visible.l2) return [];
  const changes = learningRateChanges.filter(({ step }) => step <= scene.head);
  const starts = [0, ...changes.map(({ step }) => step)];
  return starts.flatMap((start, i) => {
    const end = starts[i + 1];
    const level = end === undefined ? scene.twoOverEta : history.lineAt(start);
    // On a log axis step 0 is nowhere.
    const from = i === 0 ? layout.left : Math.max(layout.left, stepToPixel(scene, start));
    const to = end === undefined ? layout.right : Math.min(layout.right, stepToPixel(scene, end));
    if (!(to > from) || !isInside(panel, SHARE * level)) return [];
    return [{ from, to, y: clampedPixel(panel, SHARE * level) }];
  });
}

/**
 * @param under behind the curves: the line
 * @param over in front: its name
 */
export function createSecondModeLimit(under: Group, over: Group): { update(scene: Scene): void } {
  const line = under.append("path").style("stroke", "var(--l2)").style("stroke-dasharray", "1.5 3");
  const name = withHalo(over.append("text")).style("fill", "var(--l2)").text("1.9/η");
  return {
    update(scene) {
      const { fontSize } = scene.layout;
      const pieces = limitPieces(scene);
      line.attr("d", pieces.map(({ from, to, y }) => `M${px(from)},${px(y)}H${px(to)}`).join(""));
      // It stands where it has room: under the first piece that is not much shorter than itself.
      const named = pieces.find(({ from, to }) => to - from > 4 * fontSize) ?? pieces[0];
      name
        .style("display", named === undefined ? "none" : "inline")
        .attr("x", px((named?.from ?? 0) + fontSize / 2))
        .attr("y", px((named?.y ?? 0) + fontSize * 1.15));
    },
  };
}
