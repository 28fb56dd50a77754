/** Builds scenes: traces the visible curves, then fits the y domains to what is drawn. */
import type { Experiment } from "../model/experiment.ts";
import { edgeLevel } from "../model/stability.ts";
import { CurveTrace } from "./curveTrace.ts";
import { DRAW_ORDER } from "./curves/order.ts";
import type { PlottedCurve } from "./curves/plottedCurve.ts";
import type { DerivedColumns } from "./derivedColumns.ts";
import { isEmpty, steadyDomain, type Domain } from "./domains.ts";
import type { GhostCurves } from "./ghosts/ghostRun.ts";
import type { Layout, PanelBox } from "./layout.ts";
import { linearScale, logScale, type PixelScale } from "./scales.ts";
import type { DrawnCurve, PanelScene, Scene } from "./scene.ts";
import type { Tokens } from "./tokens.ts";
import { isVisible, type PanelName, type View } from "./view.ts";
import type { XWindow } from "./xWindow.ts";
import { panelExtent } from "./yExtents.ts";

/** Up to so many steps, at least so many pixels apart, each step is a dot. */
const FEW_STEPS = 40;
const DOT_SPACING = 14;
/** The steps of a run that diverged are few and far from each other in value. */
const DIVERGED_DOT_SPACING = 6;

export interface SceneInput {
  columns: DerivedColumns;
  experiment: Experiment;
  view: View;
  tokens: Tokens;
  layout: Layout;
  window: XWindow;
  /** Runs to compare with. */
  ghosts?: GhostCurves | null;
}

/** The present η: of the last step, before the first of the experiment. */
export function presentLearningRate(columns: DerivedColumns, experiment: Experiment): number {
  const value = columns.history.at("learningRate", columns.length - 1);
  return Number.isFinite(value) ? value : experiment.learningRate;
}

/** The present line: of the last step, before the first of the experiment. */
function presentLine({ history, length }: DerivedColumns, experiment: Experiment): number {
  return length > 0
    ? history.lineAt(length - 1)
    : edgeLevel(experiment.optimizer, experiment.learningRate);
}

/** The present 2/η where the panel must hold it: not where only earlier steps are on screen. */
function lawShown(scene: Scene): number | null {
  const isPast = scene.lastShown < scene.head;
  return scene.view.visible.edge && !isPast ? scene.twoOverEta : null;
}

export class SceneBuilder {
  #traces = new Map<PlottedCurve, CurveTrace>();
  #domains = new Map<PanelName, { domain: Domain; log: boolean }>();

  /** Forget the y domains: the next scene fits them tightly. */
  reset(): void {
    this.#domains.clear();
  }

  build(input: SceneInput): Scene {
    const { columns, experiment, view, tokens, layout, window, ghosts = null } = input;
    const head = columns.length - 1;
    const { firstShown, lastShown } = window;
    const count = lastShown - firstShown;
    const pixelOf = (step: number) => window.scale.toPixel(window.positions[step]!);
    const spacing =
      count > 0 && view.xScale === "linear"
        ? (pixelOf(lastShown) - pixelOf(firstShown)) / count
        : 0;
    const isDiverged = columns.history.divergedAt !== null;
    const dotSpacing = isDiverged ? DIVERGED_DOT_SPACING : DOT_SPACING;
    const scene: Scene = {
      history: columns.history,
      experiment,
      columns,
      view,
      tokens,
      layout,
      x: window.scale,
      positions: window.positions,
      panels: [],
      head,
      learningRate: presentLearningRate(columns, experiment),
      twoOverEta: presentLine(columns, experiment),
      axis: window.axis,
      whole: window.whole,
      isZoomed: window.isZoomed,
      firstShown,
      lastShown,
      // A lone step has no mean over two.
      everyStep: count === 0 || (count < FEW_STEPS && spacing >= dotSpacing),
    };
    scene.panels = layout.panels.map((box) => this.#panel(scene, box, window.starts, ghosts));
    return scene;
  }

  #panel(scene: Scene, box: PanelBox, starts: Int32Array, ghosts: GhostCurves | null): PanelScene {
    const { view, columns } = scene;
    const curves = DRAW_ORDER[box.name]
      .filter((definition) => isVisible(view, definition.curve))
      .map((definition) => this.#curve(scene, definition, starts));
    const log = view.yScale[box.name] === "log";
    const own = panelExtent(box.name, curves, columns, log, lawShown(scene));
    const compared = ghosts?.lines(box.name, scene) ?? [];
    const extent = ghosts?.stretch(own, box.name, compared, log) ?? own;
    let y: PixelScale | null = null;
    if (!isEmpty(extent)) {
      const before = this.#domains.get(box.name);
      const domain = steadyDomain(before?.log === log ? before.domain : null, extent, log);
      // Before the first step the panel shows the law alone: nothing to keep steady.
      if (scene.head >= 0) this.#domains.set(box.name, { domain, log });
      const range = [box.bottom, box.top] as const;
      y = log ? logScale(domain, range) : linearScale(domain, range);
    }
    return { box, y, curves, ghosts: compared };
  }

  #curve(scene: Scene, definition: PlottedCurve, starts: Int32Array): DrawnCurve {
    let trace = this.#traces.get(definition);
    if (!trace) {
      trace = new CurveTrace(definition);
      this.#traces.set(definition, trace);
    }
    return trace.trace(scene, starts);
  }
}
