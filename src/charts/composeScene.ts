/** From a run and a size to a scene: window, events, layout, curves. */
import type { Experiment } from "../model/experiment.ts";
import type { DerivedColumns } from "./derivedColumns.ts";
import { placeSceneEvents, type PlacedEvent } from "./eventLane.ts";
import { eventsOf, type FigureEvent } from "./events.ts";
import type { GhostCurves } from "./ghosts/ghostRun.ts";
import { horizontalSpan, layoutOf } from "./layout.ts";
import { PANEL_TITLES, SHORT_TITLES } from "./names.ts";
import type { Scene } from "./scene.ts";
import { presentLearningRate, type SceneBuilder } from "./sceneBuilder.ts";
import type { MeasureText } from "./textWidth.ts";
import type { Tokens } from "./tokens.ts";
import type { PanelName, View } from "./view.ts";
import { xWindowOf, type XWindowInput } from "./xWindow.ts";

export interface Composition {
  columns: DerivedColumns;
  experiment: Experiment;
  view: View;
  tokens: Tokens;
  /** Of the whole figure, in CSS pixels. */
  width: number;
  height: number;
  panels: readonly PanelName[];
  compact: boolean;
  /** Titles without read-outs, and only what changed the run as an event. */
  bare?: boolean;
  pixelRatio: number;
  isComplete: boolean;
  visible: XWindowInput["visible"];
  /** Compared runs. */
  ghosts: GhostCurves | null;
}

export interface ComposedScene {
  scene: Scene;
  events: readonly FigureEvent[];
  placed: readonly PlacedEvent[];
}

/** Between the title of the first panel and the words of an event beside it, in heights of its text. */
const GAP = 0.8;

/** Where the title of the first panel ends, in pixels, with its symbol and the kind of its scale. */
function titleEnd(composition: Composition, measure: MeasureText): number {
  const { panels, tokens, compact, view } = composition;
  const [first] = panels;
  if (first === undefined) return 0;
  const { fontSize, titleSize, sans, serif } = tokens;
  const { title, symbol } = PANEL_TITLES[first];
  const words = compact ? SHORT_TITLES[first] : title;
  return (
    measure(words, { family: sans, size: titleSize, weight: 600 }) +
    measure(symbol, { family: serif, size: titleSize, italic: true }) +
    (view.yScale[first] === "log" ? measure("log", { family: sans, size: fontSize }) + 8 : 0) +
    0.4 * titleSize
  );
}

/** @param builder keeps the y domains steady from one scene to the next */
export function composeScene(
  composition: Composition,
  builder: SceneBuilder,
  measure: MeasureText,
): ComposedScene {
  const { columns, experiment, view, tokens, width, height, compact, ghosts } = composition;
  const { bare = false } = composition;
  const { history } = columns;
  // With another step rule there is no θ† to be distant from.
  const panels = composition.panels.filter(
    (panel) => panel !== "distance" || experiment.optimizer === undefined,
  );
  const span = horizontalSpan(width, compact, tokens.fontSize);
  const learningRate = presentLearningRate(columns, experiment);
  const window = xWindowOf({
    columns,
    view,
    left: span.left,
    right: span.right,
    pixelRatio: composition.pixelRatio,
    planned: experiment.steps,
    isComplete: history.divergedAt !== null || composition.isComplete,
    learningRate,
    visible: composition.visible,
    reach: ghosts?.reach(view.xAxis) ?? 0,
  });
  const happened = eventsOf(history, experiment, view);
  const events = bare ? happened.filter(({ solid }) => solid) : happened;
  const { placed, rows } = placeSceneEvents(
    {
      head: columns.length - 1,
      positions: window.positions,
      x: window.scale,
      view,
      learningRate,
      tokens,
    },
    events,
    {
      left: span.left,
      right: span.right,
      width,
      ...(bare ? { clear: titleEnd(composition, measure) + GAP * tokens.titleSize } : {}),
    },
    measure,
  );
  const layout = layoutOf({
    width,
    height,
    panels,
    compact,
    fontSize: tokens.fontSize,
    titleSize: tokens.titleSize,
    laneRows: rows,
    bare,
  });
  const scene = builder.build({ columns, experiment, view, tokens, layout, window, ghosts });
  return { scene, events, placed };
}
