/** The figure's layers: SVG behind, curves on a canvas, SVG in front with the crosshair on top. */
import { select } from "d3";
import { createAxes } from "./axes.ts";
import { createCanvas } from "./canvas.ts";
import { createCrosshair } from "./crosshair.ts";
import { createEndLabels } from "./endLabels.ts";
import { createEventLane, type PlacedEvent } from "./eventLane.ts";
import { createExitLabels } from "./exitLabels.ts";
import { exitsOf } from "./exits.ts";
import type { Ghosts } from "./ghosts/ghostRun.ts";
import { drawLines } from "./lines.ts";
import { drawMarkers } from "./markers.ts";
import { createRibbon } from "./ribbon.ts";
import type { Scene } from "./scene.ts";
import { createSecondModeLimit } from "./secondModeLimit.ts";
import { createStageBands } from "./stageBands.ts";
import { stageBandsOf } from "./stagePixels.ts";
import type { Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import { createTitleRows } from "./titleRows.ts";
import { createWaitingNote } from "./waitingNote.ts";

export interface Layers {
  drawData(scene: Scene, events: readonly PlacedEvent[], ghosts: Ghosts | null): void;
  /** Crosshair and read-outs: never touches the curves. */
  drawCrosshair(scene: Scene, step: number | null, compact: boolean): void;
}

function createSvg(root: HTMLElement): Group {
  return select(root)
    .append("svg")
    .attr("aria-hidden", "true")
    .style("position", "absolute")
    .style("inset", 0)
    .style("width", "100%")
    .style("height", "100%")
    .style("font-family", "var(--sans)")
    .style("font-variant-numeric", "tabular-nums")
    .style("fill", "var(--ink-2)")
    .style("pointer-events", "none")
    .append("g");
}

export function createLayers(root: HTMLElement, measure: MeasureText): Layers {
  const under = createSvg(root);
  const canvas = createCanvas(root);
  const over = createSvg(root);
  const bands = createStageBands(under);
  const axes = createAxes(under, over, measure);
  const limit = createSecondModeLimit(under, over);
  const events = createEventLane(under, over);
  const ribbon = createRibbon(over);
  const note = createWaitingNote(over);
  const exitLabels = createExitLabels(over, measure);
  const endLabels = createEndLabels(over, measure);
  const titles = createTitleRows(over, measure);
  const crosshair = createCrosshair(over, measure);

  return {
    drawData(scene, placed, ghosts) {
      const exits = scene.panels.map((panel) => exitsOf(scene, panel));
      over.style("font-size", `${scene.layout.fontSize}px`);
      const stages = stageBandsOf(scene);
      bands.update(scene, stages);
      axes.update(scene);
      limit.update(scene);
      events.update(scene, placed);
      ribbon.update(scene, stages);
      note.update(scene);
      exitLabels.update(scene, exits);
      endLabels.update(scene, exits, ghosts);
      ghosts?.draw(scene);
      const context = canvas.clear(scene.layout.width, scene.layout.height);
      if (!context) return;
      scene.panels.forEach((panel, i) => {
        drawLines(context, scene, panel);
        drawMarkers(context, scene, panel, exits[i] ?? []);
      });
    },
    drawCrosshair(scene, step, compact) {
      titles.update(scene, step ?? scene.head, compact);
      const tab = crosshair.update(scene, step);
      axes.hideLabelsNear(tab?.x ?? null, (tab?.reach ?? 0) + scene.layout.fontSize * 1.4);
    },
  };
}
