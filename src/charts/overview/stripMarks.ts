/** What is marked on the overview strip: stages, events as dotted hairlines, and step labels. */
import { select } from "d3";
import { colorOfEvent } from "../eventLane.ts";
import type { FigureEvent } from "../events.ts";
import { formatStep, formatTick } from "../format.ts";
import type { PixelScale } from "../scales.ts";
import { stepToPixel, type Scene } from "../scene.ts";
import { stageBandsOf, type StageBand } from "../stagePixels.ts";
import type { Stage } from "../stageRuns.ts";
import { px } from "../svg.ts";
import { STAGES as STAGE_HEIGHT, type StripBox } from "./stripPicture.ts";

export interface StripMarks {
  update(
    scene: Scene,
    x: PixelScale,
    box: StripBox,
    compact: boolean,
    events: readonly FigureEvent[],
  ): void;
}

const STAGES: readonly Stage[] = [1, 2, 3, 4];

function outlineOf(bands: readonly StageBand[], stage: Stage, { bottom }: StripBox): string {
  return bands
    .filter((band) => band.stage === stage)
    .map(({ from, to }) => `M${px(from)},${bottom}V${bottom - STAGE_HEIGHT}H${px(to)}V${bottom}Z`)
    .join("");
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
  const stages = STAGES.map((stage) => ({
    stage,
    path: svg.append("path").style("fill", `var(--stage-${stage}-mark)`),
  }));
  const hairlines = svg.append("g").style("stroke-dasharray", "2 2");
  const labels = svg.append("g").style("fill", "var(--ink-3)").attr("text-anchor", "middle");
  let written = "";
  return {
    update(scene, x, box, compact, events) {
      const { fontSize } = scene.layout;
      const bands = stageBandsOf({ ...scene, x });
      for (const { stage, path } of stages) path.attr("d", outlineOf(bands, stage, box));
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
        .style("stroke", ({ hue }) => colorOfEvent(hue))
        .attr("d", ({ x: pixel }) => `M${pixel},${box.top}V${box.bottom}`);
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
