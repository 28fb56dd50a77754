/** The figure: loss, sharpness and distance from θ† on one step axis. Knows no React. */
import { select } from "d3";
import type { Experiment } from "../model/experiment.ts";
import { untilLoaded } from "../offline/loadPart.ts";
import { History } from "../session/history.ts";
import type { LaterParts } from "./afterFirstFrame.ts";
import { composeScene } from "./composeScene.ts";
import { DerivedColumns } from "./derivedColumns.ts";
import { createFrameLoop, type DirtyPart } from "./frameLoop.ts";
import { createGhostHolder } from "./ghosts/ghostHolder.ts";
import type { GhostRun } from "./ghosts/ghostRun.ts";
import { createLayers } from "./layers.ts";
import { createNavigator, type Navigation } from "./navigation/navigator.ts";
import { stripSizeOf } from "./overview/stripSize.ts";
import type { Scene } from "./scene.ts";
import { SceneBuilder } from "./sceneBuilder.ts";
import { spokenValue } from "./spokenValue.ts";
import { createTextMeasure } from "./textWidth.ts";
import { readTokens, watchTokens } from "./tokens.ts";
import { defaultView, type PanelName, type StepRange, type View } from "./view.ts";

export interface FigureOptions {
  panels: PanelName[];
  /** Phone: fewer read-outs, short names, smaller margins. */
  compact: boolean;
  /** Without the overview strip; its room goes to the charts. */
  hasNoStrip?: boolean;
  /** Lecture: titles without read-outs, few events, no overview. */
  bare?: boolean;
}

export interface Figure {
  /** Show another run. */
  setHistory(history: History, experiment: Experiment): void;
  /** Compare with these runs: they lie behind the one on screen. */
  setGhosts(ghosts: readonly GhostRun[]): void;
  setView(view: View): void;
  setOptions(options: FigureOptions): void;
  /** The history's version changed; any number of calls make one redraw. */
  markDirty(): void;
  /** Move the crosshair from outside; not reported back. */
  setCrosshair(step: number | null): void;
  /** The step shown when there is no crosshair; null = the head. Not reported back. */
  setPlayhead(step: number | null): void;
  /** Show the whole run; closely when it is shown already. */
  fit(): void;
  /** Bring the head on screen, at the present zoom, and keep it there. */
  followHead(): void;
  /** Show these steps, as far as the axis reaches; before anything is drawn, once something is. */
  showSteps(steps: StepRange): void;
  /**
   * Show these steps, also where they are still to come; null for the whole run.
   * @param isHeld they stay when the head has passed them, which it else takes along
   */
  setWindow(window: StepRange | null, isHeld?: boolean): void;
  /** Veil the other panels; null for none. */
  setFocus(panels: readonly PanelName[] | null): void;
  /** First and last step on screen; null for the whole run. */
  visibleSteps(): { from: number; to: number } | null;
  destroy(): void;
}

export interface FigureCallbacks {
  /** The viewer moved the crosshair by pointer or key. */
  onCrosshair(step: number | null): void;
  /** The part on screen has changed. */
  onNavigation(navigation: Navigation): void;
  /** The viewer went to a step on the timeline; null is the head. */
  onPlayhead: (step: number | null) => void;
}

const LABEL = "Loss, sharpness and distance from the constrained trajectory, by step";

function createRoot(container: HTMLElement): HTMLDivElement {
  const root = select(container)
    .append("div")
    .attr("class", "figure")
    .attr("tabindex", 0)
    .attr("role", "slider")
    .attr("aria-label", LABEL)
    .attr("aria-orientation", "horizontal")
    .attr("aria-keyshortcuts", "+ - PageUp PageDown 0 F")
    .style("position", "relative")
    .style("width", "100%")
    .style("flex", "1 1 0")
    .style("min-height", 0)
    .style("overflow", "hidden")
    .style("touch-action", "pan-y");
  return root.node()!;
}

/** The charts above the overview strip. */
function createHost(container: HTMLElement): HTMLDivElement {
  const host = document.createElement("div");
  Object.assign(host.style, { display: "flex", flexDirection: "column", height: "100%" });
  container.append(host);
  return host;
}

/** Where the overview strip will be. */
function createTimeline(host: HTMLElement): HTMLDivElement {
  const timeline = document.createElement("div");
  timeline.className = "overview";
  Object.assign(timeline.style, {
    position: "relative",
    flex: "none",
    touchAction: "pan-y",
    userSelect: "none",
  });
  host.append(timeline);
  return timeline;
}

/** Draw into `container`, whose size the figure takes and follows. */
export function createFigure(container: HTMLElement, callbacks: FigureCallbacks): Figure {
  const host = createHost(container);
  const root = createRoot(host);
  const measure = createTextMeasure();
  const layers = createLayers(root, measure);
  const builder = new SceneBuilder();
  let columns = new DerivedColumns(new History());
  let experiment: Experiment | null = null;
  let view = defaultView();
  let options: FigureOptions = { panels: ["loss", "sharpness", "distance"], compact: false };
  let tokens = readTokens(root);
  let crosshair: number | null = null;
  let playhead: number | null = null;
  let fittedTo: number | null = null;
  let focus: readonly PanelName[] | null = null;
  let wanted: StepRange | null = null;
  let scene: Scene | null = null;

  const listening = new AbortController();
  const navigator = createNavigator((navigation) => {
    // Back at the whole run the y domains are those of the whole run, wherever the viewer was.
    if (!navigation.isZoomed) builder.reset();
    loop.markDirty("data");
    callbacks.onNavigation(navigation);
  });
  const timeline = createTimeline(host);
  const sizeTimeline = () => {
    timeline.style.height = `${stripSizeOf(tokens.fontSize, options.compact).height}px`;
    timeline.style.display =
      options.hasNoStrip === true || options.bare === true ? "none" : "block";
  };
  sizeTimeline();
  let later: LaterParts | null = null;
  const looksAt = () => crosshair ?? playhead;

  const buildScene = (run: Experiment): Scene | null => {
    const { clientWidth: width, clientHeight: height } = root;
    if (width === 0 || height === 0) return null;
    columns.update();
    navigator.follow(columns.length - 1);
    if (later !== null) columns.showReducedMap(view.reducedMap, later.newReducedMap);
    const { ghosts } = holder;
    const composed = composeScene(
      {
        columns,
        experiment: run,
        view,
        tokens,
        width,
        height,
        panels: options.panels,
        compact: options.compact,
        bare: options.bare === true,
        pixelRatio: devicePixelRatio,
        isComplete: fittedTo === columns.history.length,
        visible: navigator.visible(),
        ghosts,
      },
      builder,
      measure,
    );
    layers.drawData(composed.scene, composed.placed, ghosts);
    later?.veil.update(composed.scene.layout, focus);
    if (options.bare !== true) {
      later?.controls.update(composed.scene, options.compact, composed.events);
    }
    return composed.scene;
  };

  const showWanted = (shown: Scene) => {
    if (wanted === null || shown.head < 0) return;
    const pixelOf = (step: number) => shown.x.toPixel(shown.axis.valueAt(step));
    const span = { low: pixelOf(wanted.from), high: pixelOf(wanted.to) };
    wanted = null;
    navigator.show(span, shown.x, shown);
  };

  const speak = (shown: Scene) => {
    const step = looksAt() ?? shown.head;
    root.setAttribute("aria-valuemin", "0");
    root.setAttribute("aria-valuemax", String(Math.max(0, shown.head)));
    root.setAttribute("aria-valuenow", String(Math.max(0, step)));
    // A growing run would talk without pause: it is read out when the crosshair stands still.
    if (looksAt() !== null || document.activeElement !== root) {
      root.setAttribute("aria-valuetext", spokenValue(shown, step));
    }
  };

  const draw = (dirty: ReadonlySet<DirtyPart>) => {
    if (!experiment) return;
    if (dirty.has("data") || !scene) scene = buildScene(experiment);
    if (!scene) return;
    showWanted(scene);
    if (crosshair !== null && crosshair > scene.head) crosshair = null;
    if (playhead !== null && playhead >= scene.head) playhead = null;
    layers.drawCrosshair(scene, later?.crosshair ?? null, looksAt(), options.compact);
    if (options.bare !== true) later?.controls.showPlayhead(playhead ?? scene.head);
    speak(scene);
  };

  const loop = createFrameLoop(draw);
  const redraw = () => loop.markDirty("data");
  const holder = createGhostHolder(root, () => {
    builder.reset();
    redraw();
  });
  const stopWatchingTokens = watchTokens(() => {
    tokens = readTokens(root);
    sizeTimeline();
    redraw();
  });
  const sizes = new ResizeObserver(redraw);
  sizes.observe(root);
  // Until they are there the charts can be read, but not moved.
  const loading = untilLoaded(
    () => import("./afterFirstFrame.ts"),
    ({ createLaterParts }) => {
      const controls = {
        root,
        timeline,
        navigator,
        scene: () => scene,
        crosshair: looksAt,
        onCrosshair(step: number | null, isByKey: boolean) {
          crosshair = step;
          if (isByKey && step !== null && scene) navigator.reveal(scene, step);
          loop.markDirty("crosshair");
          callbacks.onCrosshair(step);
        },
        onPlayhead: callbacks.onPlayhead,
        signal: listening.signal,
      };
      later = createLaterParts(controls, layers.over, measure);
      redraw();
    },
  );
  listening.signal.addEventListener("abort", loading.stop);

  return {
    setHistory(history, run) {
      columns = new DerivedColumns(history);
      holder.setShown(history);
      experiment = run;
      crosshair = null;
      playhead = null;
      fittedTo = null;
      navigator.fit();
      builder.reset();
      redraw();
    },
    setGhosts: (runs) => {
      holder.set(runs);
    },
    setView(next) {
      view = next;
      redraw();
    },
    setOptions(next) {
      options = next;
      sizeTimeline();
      redraw();
    },
    markDirty: redraw,
    setCrosshair(step) {
      crosshair = step;
      loop.markDirty("crosshair");
    },
    setPlayhead(step) {
      playhead = step;
      if (step !== null && scene) navigator.reveal(scene, step);
      loop.markDirty("crosshair");
    },
    fit() {
      if (navigator.visible() === null) fittedTo = columns.history.length;
      navigator.fit();
      builder.reset();
      redraw();
    },
    followHead() {
      if (scene) navigator.toHead(scene);
    },
    setWindow(window, isHeld = false) {
      wanted = null;
      builder.reset();
      if (window === null) navigator.fit();
      else navigator.setWindow(window, isHeld ? Infinity : columns.history.length - 1);
      redraw();
    },
    setFocus(panels) {
      focus = panels;
      redraw();
    },
    showSteps(steps) {
      wanted = steps;
      redraw();
    },
    visibleSteps: () => navigator.visible(),
    destroy() {
      loop.stop();
      sizes.disconnect();
      stopWatchingTokens();
      listening.abort();
      holder.destroy();
      host.remove();
    },
  };
}
