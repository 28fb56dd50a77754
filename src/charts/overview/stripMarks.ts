/** What is written on the overview strip: events as dotted hairlines, and step labels. */
import { select } from "d3";
import type { FigureEvent } from "../events.ts";
import { formatStep, formatTick } from "../format.ts";
import type { PixelScale } from "../scales.ts";
import { stepToPixel, type Scene } from "../scene.ts";
import { px } from "../svg.ts";
import type { StripBox } from "./stripPicture.ts";

export interface StripMarks {
  update(
    scene: Scene,
    x: PixelScale,
    box: StripBox,
    compact: boolean,
    events: readonly FigureEvent[],
  ): void;
}

export function createStripMarks(root: HTMLElement): StripMarks {
  const svg = select(root)
    .append("svg")
    .attr("aria-hidden", "true")
    .style("position", "absolute")
    .style("inset", 0)
    .style("width", "100%")
    .style("height", "100%")
    .style("pointer-events", "none")
    .style("font-family", "var(--sans)")
    .style("font-variant-numeric", "tabular-nums");
  const hairlines = svg.append("g").style("stroke-dasharray", "2 2");
  const labels = svg.append("g").style("fill", "var(--ink-3)").attr("text-anchor", "middle");
  let written = "";
  return {
    update(scene, x, box, compact, events) {
      const { fontSize } = scene.layout;
      const lines = events
        .map(({ step, hue }) => ({ hue, x: px(stepToPixel({ ...scene, x }, step)) }))
        .filter(({ x: pixel }) => pixel >= box.left && pixel <= box.right);
      const wanted = JSON.stringify([lines, x.domain, x.log, box, scene.view.xAxis, fontSize]);
      // They change far more rarely than the curve.
      if (wanted === written) return;
      written = wanted;
      hairlines
        .selectAll("path")
        .data(lines)
        .join("path")
        .style("stroke", ({ hue }) => `var(--${hue})`)
        .attr("d", ({ x: pixel }) => `M${pixel},0V${box.bottom}`);
      labels
        .style("font-size", `${fontSize}px`)
        .selectAll("text")
        .data(compact ? [] : x.ticks(6))
        .join("text")
        .attr("x", (value) => px(x.toPixel(value)))
        .attr("y", px(box.bottom + fontSize * 1.15))
        .text(scene.view.xAxis === "time" ? formatTick : formatStep);
    },
  };
}
