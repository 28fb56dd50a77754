/** One vertical line through all panels, dots on the run and its prediction, the step in ink. */
import { clamp } from "../math/clamp.ts";
import { formatStep, formatTick } from "./format.ts";
import { claimedValue } from "./readings.ts";
import { isInside, shownAs, stepToPixel, type Scene } from "./scene.ts";
import { px, type Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import { hueOf } from "./tokens.ts";
import type { LineName } from "./view.ts";

interface Dot {
  curve: LineName;
  y: number;
}

function dotsOf(scene: Scene, step: number): Dot[] {
  return scene.panels.flatMap((panel) =>
    panel.curves.flatMap(({ definition }) => {
      const { curve, kind } = definition;
      if (kind !== "line" || (curve !== "gd" && curve !== "pred")) return [];
      if (!Number.isFinite(claimedValue(scene, definition, step))) return [];
      const value = shownAs(scene, definition).values(scene.columns)[step] ?? NaN;
      return panel.y && isInside(panel, value) ? [{ curve, y: panel.y.toPixel(value) }] : [];
    }),
  );
}

export interface Crosshair {
  /** @returns the pixel of the tab and its half width, null when there is no crosshair */
  update(scene: Scene, step: number | null): { x: number; reach: number } | null;
}

export function createCrosshair(parent: Group, measure: MeasureText): Crosshair {
  const group = parent.append("g");
  const line = group.append("path").style("stroke", "var(--ink)");
  const dots = group.append("g").style("stroke", "var(--paper)");
  const tab = group.append("rect").style("fill", "var(--ink)");
  const label = group
    .append("text")
    .attr("text-anchor", "middle")
    .style("fill", "var(--paper)")
    .style("font-weight", 600);
  return {
    update(scene, step) {
      const x = step === null ? NaN : stepToPixel(scene, step);
      const { left, right, fontSize, axisTop, width } = scene.layout;
      const isShown = step !== null && step <= scene.head && x >= left - 0.5 && x <= right + 0.5;
      group.style("display", isShown ? "inline" : "none");
      if (!isShown) return null;
      line
        .attr("d", scene.panels.map(({ box }) => `M${px(x)},${box.top}V${box.bottom}`).join(""))
        .style("stroke-width", fontSize > 16 ? 2 : 1);
      dots
        .style("stroke-width", fontSize / 8)
        .selectAll("circle")
        .data(dotsOf(scene, step))
        .join("circle")
        .attr("cx", px(x))
        .attr("cy", ({ y }) => px(y))
        .attr("r", fontSize / 3.4)
        .style("fill", ({ curve }) => hueOf(curve));
      const text =
        scene.view.xAxis === "time"
          ? `${formatTick(Number(scene.positions[step]!.toPrecision(4)))} (step ${formatStep(step)})`
          : formatStep(step);
      const half =
        measure(text, { family: scene.tokens.sans, size: fontSize, weight: 600 }) / 2 +
        fontSize / 2;
      const center = clamp(x, half, width - half);
      tab
        .attr("x", px(center - half))
        .attr("y", px(axisTop + 3))
        .attr("width", px(2 * half))
        .attr("height", px(fontSize * 1.6));
      label
        .attr("x", px(center))
        .attr("y", px(axisTop + fontSize * 1.2 + 4))
        .text(text);
      return { x: center, reach: half };
    },
  };
}
