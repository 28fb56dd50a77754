/** Loss along u with its Taylor curves, δ, θ† and the ball. */
import { formatTick } from "../format.ts";
import { px, type Group } from "../svg.ts";
import type { Tokens } from "../tokens.ts";
import { createHops } from "./hops.ts";
import {
  createDot,
  createEndNames,
  createLines,
  drawTexts,
  type NamedEnd,
  type PlotText,
} from "./marks.ts";
import type { SliceScene } from "./sliceScene.ts";

/** Ends of curves this close, in text heights, have one name. */
const CLOSE = 1;

/** Feet this close to θ†, in text heights, would have their names printed on its own. */
const NEAR = 1.7;

let clips = 0;

export function createLossPlot(parent: Group) {
  const id = `slice-loss-${clips++}`;
  const clip = parent.append("clipPath").attr("id", id).append("rect");
  const deltas = parent.append("g").style("stroke", "var(--dagger)").style("stroke-width", 1.25);
  const base = parent.append("line").style("stroke", "var(--rule-strong)");
  const within = parent.append("g").attr("clip-path", `url(#${id})`);
  const lines = createLines(within);
  const hops = createHops(within);
  const ring = parent
    .append("circle")
    .attr("class", "predicted")
    .attr("r", 5)
    .style("fill", "none")
    .style("stroke", "var(--pred)")
    .style("stroke-width", 1.75);
  const center = createDot(parent, "var(--dagger)", 3.5);
  const ticks = parent.append("g");
  const names = createEndNames(parent);

  return {
    update(scene: SliceScene, tokens: Tokens, progress: number): void {
      const { loss, layout, along } = scene;
      const { fontSize } = layout;
      const { left, right, top, bottom } = layout.loss;
      clip
        .attr("x", left - 8)
        .attr("y", top - 4)
        .attr("width", right - left + 16)
        .attr("height", bottom - top + 8);
      base.attr("x1", left).attr("x2", right).attr("y1", bottom).attr("y2", bottom);
      deltas
        .selectAll("line")
        .data(scene.deltas)
        .join("line")
        .attr("x1", ({ on }) => px(on.x))
        .attr("x2", ({ on }) => px(on.x))
        .attr("y1", ({ on }) => px(on.y))
        .attr("y2", bottom)
        .style("stroke-dasharray", tokens.curves.average.dash.join(" "));
      const { truth, quadratic, cubic } = loss;
      lines.update({ truth, model: quadratic, cubic }, tokens.curves.cubic);
      hops.update(scene.balls, progress);
      const { predicted } = scene;
      ring.style("display", predicted === null ? "none" : "inline");
      if (predicted !== null) ring.attr("cx", px(predicted.x)).attr("cy", px(predicted.y));
      center.update(loss.center);
      drawTexts(ticks, [
        ...loss.y.ticks(3).map((value): PlotText => ({
          ...{ text: formatTick(value), anchor: "end" },
          ...{ x: left - 5, y: loss.y.toPixel(value) + 0.34 * fontSize },
        })),
        ...namedFeet(scene).map(({ sign, on }): PlotText => ({
          ...{ text: sign < 0 ? "−δ" : "+δ", symbol: 1, hue: "var(--dagger)" },
          ...{ x: on.x, y: bottom + 1.3 * fontSize, anchor: "middle" },
        })),
        {
          ...{ text: "θ†", symbol: 2, hue: "var(--dagger)", anchor: "middle" },
          ...{ x: along.toPixel(0), y: bottom + 1.3 * fontSize },
        },
      ]);
      names.update(namesOf(scene), layout.loss, fontSize);
    },
  };
}

/** The feet −δ and δ that have a name under the plot: none when they are too close to θ†. */
export function namedFeet({
  deltas,
  along,
  layout,
}: Pick<SliceScene, "deltas" | "along" | "layout">): SliceScene["deltas"] {
  const center = along.toPixel(0);
  const areApart = deltas.every(({ on }) => Math.abs(on.x - center) >= NEAR * layout.fontSize);
  return areApart ? deltas : [];
}

function namesOf({ loss, layout }: SliceScene): NamedEnd[] {
  const ends: NamedEnd[] = [
    { text: "loss itself", hue: "var(--ink)", end: loss.truth.at(-1)! },
    { text: "quadratic", hue: "var(--ink-3)", end: loss.quadratic.at(-1)! },
    { text: "cubic", hue: "var(--cubic)", end: loss.cubic.at(-1)! },
  ];
  const heights = ends.flatMap(({ end }) => (end === null ? [] : [end.y]));
  const areTogether =
    heights.length === 3 && Math.max(...heights) - Math.min(...heights) < CLOSE * layout.fontSize;
  return areTogether ? [{ ...ends[0]!, text: "all three" }] : ends;
}
