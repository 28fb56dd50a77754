/** Grid, baselines, y ticks, and the shared x axis. */
import { clamp } from "../math/clamp.ts";
import { formatStep, formatTick } from "./format.ts";
import type { PanelScene, Scene } from "./scene.ts";
import { px, type Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";

/** One tick per so many pixels of height or width, at the desk's text size. */
const Y_SPACING = 38;
const X_SPACING = 78;

/** More ticks than this are not read, however tall the panel. */
const MOST_Y_TICKS = 8;

/** Between the last tick of the x axis and its name, in text heights: more than between two words. */
const NAME_GAP = 1.1;

interface YTick {
  value: number;
  y: number;
}

function yTicks(panel: PanelScene, fontSize: number): YTick[] {
  const { y, box } = panel;
  if (!y) return [];
  const room = Math.round(((box.bottom - box.top) / Y_SPACING) * (12 / fontSize));
  const count = clamp(room, 2, MOST_Y_TICKS);
  // Round values may be so far apart that a panel of two ticks gets one.
  const ticks = y.ticks(count);
  return (ticks.length < 2 ? y.ticks(2 * count) : ticks)
    .map((value) => ({ value, y: y.toPixel(value) }))
    .filter((tick) => tick.y >= box.top - 1 && tick.y <= box.bottom + 1);
}

export interface Axes {
  update(scene: Scene): void;
  /** Hide tick labels that a label at this pixel would touch; null shows all. */
  hideLabelsNear(pixel: number | null, distance: number): void;
}

/**
 * @param under behind the curves: grid and rules
 * @param over in front: tick labels
 */
export function createAxes(under: Group, over: Group, measure: MeasureText): Axes {
  const grid = under.append("g").style("stroke", "var(--rule)").style("opacity", 0.8);
  const baselines = under.append("g").style("stroke", "var(--rule-strong)");
  const yLabels = over.append("g").attr("class", "y-ticks").attr("text-anchor", "end");
  const xLabels = over.append("g").attr("class", "x-ticks").attr("text-anchor", "middle");
  const xTitle = over.append("text");

  const updateY = (scene: Scene) => {
    const { left, right, fontSize } = scene.layout;
    const ticks = scene.panels.flatMap((panel) =>
      yTicks(panel, fontSize).map((tick) => ({ ...tick, bottom: panel.box.bottom })),
    );
    grid
      .selectAll("line")
      .data(ticks.filter((tick) => Math.abs(tick.y - tick.bottom) > 1))
      .join("line")
      .attr("x1", left)
      .attr("x2", right)
      .attr("y1", (tick) => px(tick.y))
      .attr("y2", (tick) => px(tick.y));
    yLabels
      .selectAll("text")
      .data(ticks)
      .join("text")
      .attr("x", left - 8)
      .attr("y", (tick) => px(tick.y + fontSize * 0.35))
      .text((tick) => formatTick(tick.value));
  };

  const updateX = (scene: Scene) => {
    const { left, right, fontSize, axisTop } = scene.layout;
    const count = Math.max(2, Math.round(((right - left) / X_SPACING) * (12 / fontSize)));
    const ticks = scene.x.ticks(count);
    const isTime = scene.view.xAxis === "time";
    const format = isTime ? formatTick : formatStep;
    const rules = [
      ...scene.panels.map(({ box }) => ({ x1: left, x2: right, y1: box.bottom, y2: box.bottom })),
      ...ticks.map((value) => {
        const x = px(scene.x.toPixel(value));
        return { x1: x, x2: x, y1: axisTop, y2: axisTop + 4 };
      }),
    ];
    baselines
      .selectAll("line")
      .data(rules)
      .join("line")
      .attr("x1", (rule) => rule.x1)
      .attr("x2", (rule) => rule.x2)
      .attr("y1", (rule) => rule.y1)
      .attr("y2", (rule) => rule.y2);
    xLabels
      .selectAll("text")
      .data(ticks)
      .join("text")
      .attr("x", (value) => px(scene.x.toPixel(value)))
      .attr("y", px(axisTop + fontSize * 1.2 + 4))
      .text(format);
    const last = ticks.at(-1);
    const font = { family: scene.tokens.sans, size: fontSize };
    const taken =
      last === undefined
        ? 0
        : scene.x.toPixel(last) + measure(format(last), font) / 2 + NAME_GAP * fontSize;
    xTitle
      .attr("x", px(Math.max(right + fontSize, taken)))
      .attr("y", px(axisTop + fontSize * 1.2 + 4))
      .style("font-family", isTime ? "var(--serif)" : "inherit")
      .style("font-style", isTime ? "italic" : "normal")
      .text(isTime ? "ηt" : "step");
  };

  let drawn = "";
  return {
    update(scene) {
      // Axes change far less often than curves.
      const wanted = JSON.stringify([
        scene.layout,
        scene.x.domain,
        scene.view,
        scene.panels.map(({ y }) => y?.domain),
        scene.tokens.sans,
      ]);
      if (wanted === drawn) return;
      drawn = wanted;
      updateY(scene);
      updateX(scene);
    },
    hideLabelsNear(pixel, distance) {
      xLabels.selectAll<SVGTextElement, unknown>("text").style("visibility", function () {
        const x = Number(this.getAttribute("x"));
        return pixel !== null && Math.abs(x - pixel) < distance ? "hidden" : null;
      });
    },
  };
}
