/** Single points of the portrait: the head, the step pointed at, the prediction there and its end. */
import { px, withHalo, type Group } from "../svg.ts";
import { hueOf } from "../tokens.ts";
import type { PhasePoints } from "./phasePath.ts";
import type { PortraitScene } from "./portraitScene.ts";
import { modeColor } from "./portraitTokens.ts";

interface Place {
  x: number;
  y: number;
}

/** Re-synchronisations are marked while they are among so many last ones. */
const DIAMONDS = 12;

/** Pixel of a step; null where it has no point in the plot. */
function placeOf(scene: PortraitScene, points: PhasePoints, step: number): Place | null {
  const { box } = scene;
  const x = scene.x.toPixel(points.amplitude[step] ?? NaN);
  const y = scene.y.toPixel(points.excess[step] ?? NaN);
  const isInside =
    x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1;
  return isInside ? { x, y } : null;
}

/** The step at which the prediction stopped, if that is drawn. */
function stopOf(scene: PortraitScene): number | null {
  const { stretch, end } = scene.moment;
  if (stretch === null || !scene.view.visible.pred) return null;
  const { isStopped, to } = stretch.prediction;
  return isStopped && to <= end ? to : null;
}

/** The step whose prediction is marked: the one shown, as long as it is claimed. */
function predictedStep(scene: PortraitScene): number | null {
  const { stretch, shown } = scene.moment;
  if (stretch === null || !scene.view.visible.pred || shown > stretch.prediction.to) return null;
  return shown === stopOf(scene) ? null : shown;
}

export function createPortraitMarks(parent: Group): { update(scene: PortraitScene): void } {
  const diamonds = parent.append("g").style("fill", hueOf("pred"));
  const circle = (name: string) => parent.append("circle").attr("class", `portrait-${name}`);
  const stop = circle("stop").style("fill", "var(--paper)").style("stroke", hueOf("pred"));
  const predicted = circle("predicted")
    .style("fill", hueOf("pred"))
    .style("stroke", "var(--paper)");
  const head = circle("head").style("fill", hueOf("gd")).style("stroke", "var(--paper)");
  const others = parent.append("g").style("stroke", "var(--paper)");
  const numerals = withHalo(parent.append("g").style("font-weight", 600));
  const halo = circle("halo").style("fill", "none").style("stroke", "var(--paper)");
  const ring = circle("ring").style("fill", "none").style("stroke", "var(--ink)");

  const put = (mark: typeof ring, place: Place | null, radius: number, width: number) => {
    mark.style("display", place ? "inline" : "none");
    if (!place) return;
    mark
      .attr("cx", px(place.x))
      .attr("cy", px(place.y))
      .attr("r", px(radius))
      .style("stroke-width", width);
  };

  return {
    update(scene) {
      const { path, moment, tokens, view } = scene;
      const { fontSize } = tokens;
      const at = (points: PhasePoints, step: number | null) =>
        step === null ? null : placeOf(scene, points, step);
      const isRunShown = moment.stretch !== null && view.visible.gd;
      put(stop, at(path.prediction, stopOf(scene)), fontSize / 3, fontSize > 16 ? 3 : 1.75);
      put(predicted, at(path.prediction, predictedStep(scene)), fontSize / 3.4, fontSize / 8);
      put(head, at(path.run, isRunShown ? moment.end : null), fontSize / 2.4, fontSize / 6);
      const shown = moment.modes > 1 && isRunShown ? moment.shown : null;
      const heads = path.modes.map(({ run }, place) => ({ place, point: at(run, shown) }));
      const several = heads.flatMap(({ place, point }) => (point ? [{ place, ...point }] : []));
      others
        .selectAll("circle")
        .data(several.filter(({ place }) => place > 0))
        .join("circle")
        .attr("cx", ({ x }) => px(x))
        .attr("cy", ({ y }) => px(y))
        .attr("r", px(fontSize / 2.8))
        .style("fill", ({ place }) => modeColor(tokens, place))
        .style("stroke-width", fontSize / 6);
      numerals
        .selectAll("text")
        .data(several)
        .join("text")
        .attr("x", ({ x }) => px(x + fontSize / 1.6))
        .attr("y", ({ y }) => px(y - fontSize / 2.2))
        .style("fill", ({ place }) => modeColor(tokens, place))
        .text(({ place }) => place + 1);
      const pointed = at(path.run, moment.crosshair);
      put(halo, pointed, fontSize / 1.7, fontSize / 3);
      put(ring, pointed, fontSize / 1.7, fontSize / 7);
      const size = fontSize / 2.8;
      const resyncs =
        moment.stretch === null || !scene.view.visible.pred
          ? []
          : path.history.annotations.resyncSteps
              .slice(-DIAMONDS)
              .filter((step) => step >= moment.stretch!.from && step <= moment.end)
              .map((step) => at(path.prediction, step))
              .filter((place) => place !== null);
      diamonds
        .selectAll("path")
        .data(resyncs)
        .join("path")
        .attr(
          "d",
          ({ x, y }) =>
            `M${px(x)},${px(y - size)}L${px(x + size)},${px(y)}L${px(x)},${px(y + size)}L${px(x - size)},${px(y)}Z`,
        );
    },
  };
}
