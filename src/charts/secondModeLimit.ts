/** The levels of λ₂ that matter to predictions: where a second mode takes part, and where one-mode ones end. */
import { predictionStops } from "../session/leadingPrediction.ts";
import { clampedPixel, isInside, stepToPixel, type Scene } from "./scene.ts";
import { px, withHalo, type Group } from "./svg.ts";

/** In shares of 2/η, from above. */
const LIMITS = [
  { share: 0.95, name: "1.9/η" },
  { share: 0.92, name: "0.92 · 2/η" },
] as const;

type Share = (typeof LIMITS)[number]["share"];

/** A piece of a line, in pixels. */
interface LimitPiece {
  from: number;
  to: number;
  y: number;
}

/** Whether a prediction that is drawn has met the level. */
function isReached({ history, columns, view }: Scene, share: Share): boolean {
  const { pred, oneMode, cubic } = view.visible;
  if (share === 0.92) return pred && columns.modeRuns.length > 0;
  const ended = [
    ...(pred ? predictionStops(history) : []),
    ...history.annotations.overlayStops.filter(
      ({ overlay }) => (oneMode && overlay === "prediction") || (cubic && overlay === "cubic"),
    ),
  ];
  return ended.some(({ reason }) => reason === "second-eigenvalue");
}

/**
 * A level as it is to be drawn, one piece for each η of the run that is on screen; none before a second mode
 * has come to it.
 */
export function limitPieces(scene: Scene, share: Share): LimitPiece[] {
  const { history, layout, panels, view } = scene;
  const panel = panels.find(({ box }) => box.name === "sharpness");
  if (panel === undefined || !view.visible.l2 || !isReached(scene, share)) return [];
  const { learningRateChanges } = history.annotations;
  const changes = learningRateChanges.filter(({ step }) => step <= scene.head);
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
 * @param under behind the curves: the lines
 * @param over in front: their names
 */
export function createSecondModeLimit(under: Group, over: Group): { update(scene: Scene): void } {
  const line = under.append("path").style("stroke", "var(--l2)").style("stroke-dasharray", "1.5 3");
  const names = withHalo(over.append("g")).style("fill", "var(--l2)");
  return {
    update(scene) {
      const { fontSize } = scene.layout;
      const limits = LIMITS.map(({ share, name }) => ({ name, pieces: limitPieces(scene, share) }));
      const drawn = limits.filter(({ pieces }) => pieces.length > 0);
      const pieces = drawn.flatMap((limit) => limit.pieces);
      line.attr("d", pieces.map(({ from, to, y }) => `M${px(from)},${px(y)}H${px(to)}`).join(""));
      const placed = drawn.map(({ name, pieces: own }, i) => {
        // It stands where it has room: at the first piece that is not much shorter than itself.
        const isLong = ({ from, to }: LimitPiece) => to - from > 0.8 * fontSize * name.length;
        const { from, y } = own.find(isLong) ?? own[0]!;
        const isLowest = i === drawn.length - 1;
        return { name, x: from + fontSize / 2, y: y + (isLowest ? 1.15 : -0.35) * fontSize };
      });
      names
        .selectAll("text")
        .data(placed)
        .join("text")
        .attr("x", ({ x }) => px(x))
        .attr("y", ({ y }) => px(y))
        .text(({ name }) => name);
    },
  };
}
