/**
 * The level of λ₂ that matters to what is drawn, once a second mode has come to it: where it ends predictions
 * of one mode, else where it takes part in that of several.
 */
import { predictionStops } from "../session/leadingPrediction.ts";
import { clampedPixel, isInside, stepToPixel, type Scene } from "./scene.ts";
import { px, withHalo, type Group } from "./svg.ts";

interface Limit {
  /** Of 2/η. */
  share: number;
  name: string;
}

const ENDS: Limit = { share: 0.95, name: "1.9/η" };
const TAKES_PART: Limit = { share: 0.92, name: "1.84/η" };

/** Null before a second mode has come to either, and where λ₂ or what it matters to is not drawn. */
export function limitOf({ history, columns, view }: Scene): Limit | null {
  const { l2, pred, oneMode, cubic } = view.visible;
  if (!l2) return null;
  const stops = [
    ...(pred ? predictionStops(history) : []),
    ...history.annotations.overlayStops.filter(
      ({ overlay }) => (oneMode && overlay === "prediction") || (cubic && overlay === "cubic"),
    ),
  ];
  if (stops.some(({ reason }) => reason === "second-eigenvalue")) return ENDS;
  return pred && columns.modeRuns.length > 0 ? TAKES_PART : null;
}

/** A piece of the line, in pixels. */
interface LimitPiece {
  from: number;
  to: number;
  y: number;
}

/** The line as it is to be drawn, one piece for each η of the run that is on screen. */
export function limitPieces(scene: Scene, { share }: Limit): LimitPiece[] {
  const { history, layout, panels } = scene;
  const panel = panels.find(({ box }) => box.name === "sharpness");
  if (panel === undefined) return [];
  const changes = history.annotations.learningRateChanges.filter(({ step }) => step <= scene.head);
  const starts = [0, ...changes.map(({ step }) => step)];
  return starts.flatMap((start, i) => {
    const end = starts[i + 1];
    const level = end === undefined ? scene.twoOverEta : history.lineAt(start);
    // On a log axis step 0 is nowhere.
    const from = i === 0 ? layout.left : Math.max(layout.left, stepToPixel(scene, start));
    const to = end === undefined ? layout.right : Math.min(layout.right, stepToPixel(scene, end));
    if (!(to > from) || !isInside(panel, share * level)) return [];
    return [{ from, to, y: clampedPixel(panel, share * level) }];
  });
}

/**
 * @param under behind the curves: the line
 * @param over in front: its name
 */
export function createSecondModeLimit(under: Group, over: Group): { update(scene: Scene): void } {
  const line = under.append("path").style("stroke", "var(--l2)").style("stroke-dasharray", "1.5 3");
  const name = withHalo(over.append("text")).style("fill", "var(--l2)");
  return {
    update(scene) {
      const { fontSize } = scene.layout;
      const limit = limitOf(scene);
      const pieces = limit === null ? [] : limitPieces(scene, limit);
      line.attr("d", pieces.map(({ from, to, y }) => `M${px(from)},${px(y)}H${px(to)}`).join(""));
      // It stands where it has room: under the first piece that is not much shorter than itself.
      const named = pieces.find(({ from, to }) => to - from > 4 * fontSize) ?? pieces[0];
      name
        .style("display", named === undefined ? "none" : "inline")
        .text(limit?.name ?? "")
        .attr("x", px((named?.from ?? 0) + fontSize / 2))
        .attr("y", px((named?.y ?? 0) + fontSize * 1.15));
    },
  };
}
