/** The layers of the figure on one SVG group: what slides and drawings have in common. */
import type { Experiment } from "../../model/experiment.ts";
import type { History } from "../../session/history.ts";
import { composeScene } from "../composeScene.ts";
import { createCrosshair } from "../crosshair.ts";
import { DerivedColumns } from "../derivedColumns.ts";
import { drawGhosts, ghostCurves } from "../ghosts/ghosts.ts";
import type { GhostRun } from "../ghosts/ghostRun.ts";
import { createPicture, DRAWN } from "../picture.ts";
import { ReducedMapColumns } from "../reducedMap/reducedMapColumns.ts";
import type { Scene } from "../scene.ts";
import { SceneBuilder } from "../sceneBuilder.ts";
import { selectGroup, type Group } from "../svg.ts";
import type { MeasureText } from "../textWidth.ts";
import type { Tokens } from "../tokens.ts";
import type { PanelName, View } from "../view.ts";
import { createSvgPen } from "./svgPen.ts";

export interface DrawnFigure {
  history: History;
  experiment: Experiment;
  view: View;
  panels: readonly PanelName[];
  /** Runs compared with it. */
  compared: readonly GhostRun[];
  /** The part of the run to show; null for all of it. */
  visible: { from: number; to: number } | null;
  /** In pixels at the text size of the tokens. */
  width: number;
  height: number;
  /** Short names, as on a phone. */
  compact: boolean;
  /** Titles without read-outs, few events. */
  bare?: boolean;
  /** A step to mark with a crosshair. */
  step?: number | null;
}

/** Points of a curve per pixel of width: files are looked at closely. */
const FINENESS = 2;

export function drawFigure(
  parent: Group,
  figure: DrawnFigure,
  tokens: Tokens,
  measure: MeasureText,
): Scene {
  const ghosts = figure.compared.length === 0 ? null : ghostCurves(figure.compared);
  const columns = new DerivedColumns(figure.history);
  columns.update();
  columns.showReducedMap(figure.view.reducedMap, () => new ReducedMapColumns());
  const { scene, placed } = composeScene(
    { ...figure, columns, tokens, pixelRatio: FINENESS, isComplete: true, ghosts },
    new SceneBuilder(),
    measure,
  );
  const layer = () => selectGroup(parent.append("g").node()!);
  const [under, curves, over] = [layer(), layer().attr("class", DRAWN), layer()];
  const picture = createPicture(under, over, measure);
  const pen = createSvgPen(curves.node()!);
  if (ghosts) drawGhosts(pen, scene, Infinity);
  picture.draw(scene, placed, ghosts, pen, Infinity);
  picture.drawTitles(scene, -1, figure.compact);
  if (figure.step !== undefined && figure.step !== null) {
    const tab = createCrosshair(layer().attr("class", DRAWN), measure).update(scene, figure.step);
    picture.hideLabelsNear(tab?.x ?? null, (tab?.reach ?? 0) + 1.4 * scene.layout.fontSize);
  }
  return scene;
}
