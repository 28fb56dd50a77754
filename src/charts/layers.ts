/** The figure's layers: SVG behind, curves on a canvas, SVG in front with the crosshair on top. */
import { select } from "d3";
import { createCanvas } from "./canvas.ts";
import type { Crosshair } from "./crosshair.ts";
import type { PlacedEvent } from "./eventLane.ts";
import type { Ghosts } from "./ghosts/ghostRun.ts";
import { SHORT_PATH } from "./lines.ts";
import { createPicture } from "./picture.ts";
import type { Scene } from "./scene.ts";
import type { Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";

export interface Layers {
  /** What the crosshair is drawn in, in front of all else. */
  readonly over: Group;
  drawData(scene: Scene, events: readonly PlacedEvent[], ghosts: Ghosts | null): void;
  /**
   * Crosshair and read-outs: never touches the curves.
   * @param crosshair null as long as there is none to draw with
   */
  drawCrosshair(
    scene: Scene,
    crosshair: Crosshair | null,
    step: number | null,
    compact: boolean,
  ): void;
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
    .style("user-select", "none")
    .append("g");
}

export function createLayers(root: HTMLElement, measure: MeasureText): Layers {
  const under = createSvg(root);
  const canvas = createCanvas(root);
  const over = createSvg(root);
  const picture = createPicture(under, over, measure);

  return {
    over,
    drawData(scene, placed, ghosts) {
      const { width, height } = scene.layout;
      ghosts?.draw(scene);
      picture.draw(scene, placed, ghosts, canvas.clear(width, height), SHORT_PATH);
    },
    drawCrosshair(scene, crosshair, step, compact) {
      picture.drawTitles(scene, step ?? scene.head, compact);
      const tab = crosshair?.update(scene, step) ?? null;
      picture.hideLabelsNear(tab?.x ?? null, (tab?.reach ?? 0) + scene.layout.fontSize * 1.4);
    },
  };
}
