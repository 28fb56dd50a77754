/** Everything of the figure but crosshair and canvas: for the screen and for files alike. */
import { createAxes } from "./axes.ts";
import { createEndLabels } from "./endLabels.ts";
import { createEventLane, type PlacedEvent } from "./eventLane.ts";
import { createExitLabels, exitLabelsOf } from "./exitLabels.ts";
import { exitsOf } from "./exits.ts";
import type { GhostCurves } from "./ghosts/ghostRun.ts";
import { drawLines } from "./lines.ts";
import { drawMarkers } from "./markers.ts";
import type { Pen } from "./pen.ts";
import { createModeLane } from "./modeLane.ts";
import { createRibbon } from "./ribbon.ts";
import type { Scene } from "./scene.ts";
import { createSecondModeLimit } from "./secondModeLimit.ts";
import { createStageBands } from "./stageBands.ts";
import { stageBandsOf } from "./stagePixels.ts";
import type { Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import { createTitleRows } from "./titleRows.ts";
import { createWaitingNote } from "./waitingNote.ts";

export interface Picture {
  /**
   * @param ghosts compared runs, for their names
   * @param pen for curves and their marks
   * @param longestPath segments in one path of a crowded line
   */
  draw(
    scene: Scene,
    events: readonly PlacedEvent[],
    ghosts: GhostCurves | null,
    pen: Pen | null,
    longestPath: number,
  ): void;
  /** Titles with what is read at a step; −1 for titles alone. */
  drawTitles(scene: Scene, step: number, compact: boolean): void;
  /** Hide tick labels that a label at this pixel would touch; null shows all. */
  hideLabelsNear(pixel: number | null, distance: number): void;
}

/** Class of what the run has drawn, as against what it is drawn on: titles and axes. */
export const DRAWN = "drawn";

/**
 * @param under behind the curves: tints, grid, hairlines
 * @param over in front: words
 */
export function createPicture(under: Group, over: Group, measure: MeasureText): Picture {
  const drawn = (parent: Group) => parent.append("g").attr("class", DRAWN);
  const bands = createStageBands(drawn(under));
  const axes = createAxes(under, over, measure);
  const limit = createSecondModeLimit(under, over);
  const events = createEventLane(drawn(under), drawn(over));
  const ribbon = createRibbon(drawn(over));
  const modes = createModeLane(drawn(over), measure);
  const note = createWaitingNote(over);
  const exitLabels = createExitLabels(drawn(over));
  const endLabels = createEndLabels(drawn(over), measure);
  const titles = createTitleRows(over, measure);

  return {
    draw(scene, placed, ghosts, pen, longestPath) {
      const exits = scene.panels.map((panel) => exitsOf(scene, panel));
      over.style("font-size", `${scene.layout.fontSize}px`);
      const stages = stageBandsOf(scene);
      bands.update(scene, stages);
      axes.update(scene);
      limit.update(scene);
      events.update(scene, placed);
      ribbon.update(scene, stages);
      modes.update(scene);
      note.update(scene);
      const leaving = scene.panels.map((panel, i) =>
        exitLabelsOf(scene, panel, exits[i] ?? [], measure),
      );
      exitLabels.update(leaving);
      endLabels.update(scene, leaving, ghosts);
      if (!pen) return;
      scene.panels.forEach((panel, i) => {
        drawLines(pen, scene, panel, longestPath);
        drawMarkers(pen, scene, panel, exits[i] ?? []);
      });
    },
    drawTitles(scene, step, compact) {
      titles.update(scene, step, compact);
    },
    hideLabelsNear(pixel, distance) {
      axes.hideLabelsNear(pixel, distance);
    },
  };
}
