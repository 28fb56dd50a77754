/** A run that is compared with the one on screen, and what the figure asks of all of them. */
import type { Polyline } from "../../math/decimation.ts";
import type { Experiment } from "../../model/experiment.ts";
import type { History } from "../../session/history.ts";
import type { Extent } from "../domains.ts";
import type { EndLabel } from "../lineNames.ts";
import type { PanelScene, Scene } from "../scene.ts";
import type { MeasureText } from "../textWidth.ts";
import type { PanelName, View } from "../view.ts";

export interface GhostRun {
  id: string;
  /** What stands at its end. */
  name: string;
  history: History;
  experiment: Experiment;
  /** Which of the dash patterns it has. */
  slot: number;
  /** Drawn so that it recedes behind the run: the recording of the same one. */
  isPale?: boolean;
}

/** A ghost's line in one panel, reduced to the pixels of the x scale. */
export interface DrawnGhost {
  run: GhostRun;
  line: Polyline;
  /** Where its steps are on the x axis: its own step or its own flow time. */
  positions: Float64Array;
}

/** How ghosts are seen; nothing is decimated again while this stays. */
export type GhostWindow = Pick<Scene, "x" | "view" | "layout" | "everyStep">;

/** The compared runs as a scene knows them. */
export interface GhostCurves {
  /** The end of the longest, in units of the x axis; 0 when there is none. */
  reach(xAxis: View["xAxis"]): number;
  /** Their lines in one panel. */
  lines(panel: PanelName, window: GhostWindow): DrawnGhost[];
  /** The extent of a panel's y domain with room for its ghosts. */
  stretch(extent: Extent, panel: PanelName, drawn: readonly DrawnGhost[], log: boolean): Extent;
  /** Their names, where each ends within the panel. */
  labels(scene: Scene, panel: PanelScene, measure: MeasureText): EndLabel[];
}

/** The compared runs on the page; what they are drawn with is loaded with the first. */
export interface Ghosts extends GhostCurves {
  /** Draw them behind everything else, when they are not drawn so already. */
  draw(scene: Scene): void;
  destroy(): void;
}
