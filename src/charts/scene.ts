/** What one frame shows, in data and pixels; every layer of the figure draws from it. */
import { clamp } from "../math/clamp.ts";
import type { Polyline } from "../math/decimation.ts";
import type { Experiment } from "../model/experiment.ts";
import type { History } from "../session/history.ts";
import { descentSharpness, descentSharpnessRaw } from "./curves/descent.ts";
import type { PlottedCurve } from "./curves/plottedCurve.ts";
import type { DerivedColumns } from "./derivedColumns.ts";
import type { Domain } from "./domains.ts";
import type { DrawnGhost } from "./ghosts/ghostRun.ts";
import type { Layout, PanelBox } from "./layout.ts";
import type { StepAxis } from "./navigation/stepAxis.ts";
import type { PixelScale } from "./scales.ts";
import type { Tokens } from "./tokens.ts";
import type { View } from "./view.ts";

export interface Point {
  step: number;
  value: number;
}

export interface DrawnCurve {
  definition: PlottedCurve;
  /** What is claimed. */
  line: Polyline;
  /** What was computed after the claim ended; empty unless the view asks for it. */
  beyond: Polyline;
  /** Where claims ended. */
  stops: Point[];
}

export interface PanelScene {
  box: PanelBox;
  /** Null while the panel has nothing to show. */
  y: PixelScale | null;
  curves: DrawnCurve[];
  /** Compared runs, drawn behind the curves. */
  ghosts: DrawnGhost[];
}

export interface Scene {
  history: History;
  experiment: Experiment;
  columns: DerivedColumns;
  view: View;
  tokens: Tokens;
  layout: Layout;
  x: PixelScale;
  /** Where steps are on the x axis: step or flow time. */
  positions: Float64Array;
  panels: PanelScene[];
  /** Last step known, −1 before the first. */
  head: number;
  /** η as it holds now, also before the first step. */
  learningRate: number;
  /** 2/η with it, or the line of another step rule. */
  twoOverEta: number;
  axis: StepAxis;
  /** The x domain of the whole run. */
  whole: Domain;
  isZoomed: boolean;
  /** First and last known step within the panels; last < first when there is none. */
  firstShown: number;
  lastShown: number;
  /** So few steps that each is a dot and no mean is taken. */
  everyStep: boolean;
}

/** Pixel of a step; steps ahead of the head go on at the present learning rate. */
export function stepToPixel(
  scene: Pick<Scene, "head" | "positions" | "x" | "view" | "learningRate">,
  step: number,
): number {
  const { head, positions, x, view, learningRate } = scene;
  if (step <= head) return x.toPixel(positions[Math.max(0, step)]!);
  const ahead = step - Math.max(0, head);
  const base = head >= 0 ? positions[head]! : 0;
  return x.toPixel(base + ahead * (view.xAxis === "time" ? learningRate : 1));
}

/** Whether a pixel lies within the panels. */
export function isBeside({ layout }: Pick<Scene, "layout">, pixel: number): boolean {
  return pixel >= layout.left - 1 && pixel <= layout.right + 1;
}

/** Pixel of a value, kept within the panel. */
export function clampedPixel(panel: PanelScene, value: number): number {
  const { top, bottom } = panel.box;
  const pixel = panel.y ? panel.y.toPixel(value) : bottom;
  return Number.isFinite(pixel) ? clamp(pixel, top, bottom) : bottom;
}

/** Whether a value lies in the panel's domain. */
export function isInside(panel: PanelScene, value: number): boolean {
  if (!panel.y) return false;
  const [low, high] = panel.y.domain;
  return value >= low && value <= high;
}

/** With few steps on screen sharpness is shown as it is, not as a two-step mean. */
export function shownAs(scene: Scene, definition: PlottedCurve): PlottedCurve {
  return scene.everyStep && definition === descentSharpness ? descentSharpnessRaw : definition;
}
