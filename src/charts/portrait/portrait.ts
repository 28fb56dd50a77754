/** The phase portrait (|x|, y) of self-stabilization. Knows no React. */
import { select } from "d3";
import type { Experiment } from "../../model/experiment.ts";
import { History } from "../../session/history.ts";
import { createFrameLoop, type DirtyPart } from "../frameLoop.ts";
import type { Group } from "../svg.ts";
import { ReducedMapColumns } from "../reducedMap/reducedMapColumns.ts";
import { createTextMeasure } from "../textWidth.ts";
import { watchTokens } from "../tokens.ts";
import { defaultView, type View } from "../view.ts";
import { createMapPath, createMapRoom } from "./mapPath.ts";
import { portraitMoment } from "./moment.ts";
import { createOlderPath } from "./olderPath.ts";
import { createOrbitLayer } from "./orbitLayer.ts";
import { PhaseDomainTracker } from "./phaseDomain.ts";
import { PhasePath } from "./phasePath.ts";
import { listenToPointing } from "./pointing.ts";
import { createPortraitAxes } from "./portraitAxes.ts";
import { createPortraitMarks } from "./portraitMarks.ts";
import { buildScene, UNIT_DOMAIN, type PortraitScene } from "./portraitScene.ts";
import { readPortraitTokens } from "./portraitTokens.ts";
import { createQuadrants } from "./quadrants.ts";
import { createRecentPath } from "./recentPath.ts";
import { spokenPoint } from "./spokenPoint.ts";

export interface Portrait {
  /** Show another run. */
  setHistory(history: History, experiment: Experiment): void;
  setView(view: View): void;
  /** The history's version changed; any number of calls make one redraw. */
  markDirty(): void;
  /** Point at a step from outside; not reported back. */
  setCrosshair(step: number | null): void;
  /** Go back to a step; null is the head of the run. */
  setPlayhead(step: number | null): void;
  destroy(): void;
}

export interface PortraitCallbacks {
  /** The viewer pointed at a step by pointer or key. */
  onCrosshair(step: number | null): void;
  /** The words beside the heading have changed, or how many modes the picture is of. */
  onCaption(caption: string, modes: number): void;
}

const LABEL = "Phase portrait: oscillation |x| across, sharpness above 2/η upwards";

function createRoot(container: HTMLElement): HTMLDivElement {
  return select(container)
    .append("div")
    .attr("class", "portrait")
    .attr("tabindex", 0)
    .attr("role", "slider")
    .attr("aria-label", LABEL)
    .attr("aria-valuenow", 0)
    .style("position", "relative")
    .style("width", "100%")
    .style("height", "100%")
    .style("touch-action", "pan-y")
    .node()!;
}

function createSvg(root: HTMLElement): Group {
  return select(root)
    .append("svg")
    .attr("aria-hidden", "true")
    .style("position", "absolute")
    .style("inset", 0)
    .style("width", "100%")
    .style("height", "100%")
    .style("overflow", "visible")
    .style("font-family", "var(--sans)")
    .style("font-size", "var(--t-1)")
    .style("font-variant-numeric", "tabular-nums")
    .style("fill", "var(--ink-2)")
    .style("pointer-events", "none")
    .append("g");
}

/** The sentence that stands where there is no path yet. */
function createNote(root: HTMLElement) {
  const paragraph = select(root)
    .append("p")
    .attr("aria-hidden", "true")
    .style("position", "absolute")
    .style("text-align", "center")
    .style("text-wrap", "balance")
    .style("font", "var(--t-3) / 1.6 var(--serif)")
    .style("color", "var(--ink-2)")
    .style("pointer-events", "none");
  const words = paragraph
    .append("span")
    .style("padding", "2px 8px")
    .style("background", "var(--paper)")
    .style("-webkit-box-decoration-break", "clone")
    .style("box-decoration-break", "clone");
  return ({ box, moment, y }: PortraitScene) => {
    paragraph
      .style("display", moment.sentence === "" ? "none" : "block")
      .style("left", `${box.left + 12}px`)
      .style("top", `${y.toPixel(0) + 14}px`)
      .style("width", `${box.right - box.left - 24}px`);
    words.text(moment.sentence);
  };
}

function mapFrom({ reducedMap }: View): ReducedMapColumns {
  const map = new ReducedMapColumns();
  map.restart(reducedMap);
  return map;
}

/** Draw into `container`, whose size the portrait takes and follows. */
export function createPortrait(container: HTMLElement, callbacks: PortraitCallbacks): Portrait {
  const root = createRoot(container);
  const measure = createTextMeasure();
  const under = createSvg(root);
  const orbits = createOrbitLayer(root);
  const older = createOlderPath(root);
  const mapPath = createMapPath(root);
  const recent = createRecentPath(root);
  const over = createSvg(root);
  const quadrants = createQuadrants(under, over, measure);
  const axes = createPortraitAxes(under, over, measure);
  const marks = createPortraitMarks(over);
  const writeNote = createNote(root);
  let path = new PhasePath(new History());
  const makeRoomForMap = createMapRoom();
  let map = new ReducedMapColumns();
  let domains = new Map<number, PhaseDomainTracker>();
  let experiment: Experiment | null = null;
  let view = defaultView();
  let tokens = readPortraitTokens(root);
  let crosshair: number | null = null;
  let playhead: number | null = null;
  let scene: PortraitScene | null = null;
  let caption: string | null = null;

  const build = (run: Experiment): PortraitScene | null => {
    const { clientWidth: width, clientHeight: height } = root;
    if (width === 0 || height === 0) return null;
    path.update();
    map.extend(path.history);
    const head = path.length - 1;
    const step = Math.min(playhead ?? head, head);
    const moment = portraitMoment(path.history, run, step, crosshair);
    const { stretch } = moment;
    let domain = UNIT_DOMAIN;
    if (stretch !== null) {
      const tracker = domains.get(stretch.from) ?? new PhaseDomainTracker();
      domains.set(stretch.from, tracker);
      domain = tracker.update(path, stretch);
      domain = makeRoomForMap(domain, path.history, stretch.from, view.reducedMap);
    }
    const parts = { path, map: view.reducedMap === null ? null : map };
    return buildScene({ ...parts, moment, view, tokens, domain }, { width, height }, measure);
  };

  const speak = (shown: PortraitScene) => {
    const { stretch, end, shown: step } = shown.moment;
    root.setAttribute("aria-valuemin", String(stretch?.from ?? 0));
    root.setAttribute("aria-valuemax", String(Math.max(end, step, 0)));
    root.setAttribute("aria-valuenow", String(Math.max(step, 0)));
    // A growing run would talk without pause: it is read out when the crosshair stands still.
    if (crosshair !== null || document.activeElement !== root) {
      root.setAttribute("aria-valuetext", spokenPoint(shown));
    }
  };

  const draw = (dirty: ReadonlySet<DirtyPart>) => {
    if (!experiment) return;
    if (crosshair !== null && crosshair >= path.history.length) crosshair = null;
    const before = scene;
    scene = build(experiment);
    if (!scene) return;
    // Pointing at another step of the same picture moves orbits and marks, never the paths.
    const isSamePath =
      !dirty.has("data") &&
      before?.moment.stretch?.from === scene.moment.stretch?.from &&
      before?.moment.end === scene.moment.end;
    quadrants.update(scene);
    axes.update(scene);
    orbits.update(scene);
    if (!isSamePath) {
      older.update(scene);
      mapPath.update(scene);
      recent.update(scene);
    }
    marks.update(scene);
    writeNote(scene);
    speak(scene);
    if (scene.moment.caption !== caption) {
      caption = scene.moment.caption;
      callbacks.onCaption(caption, scene.moment.modes);
    }
  };

  const loop = createFrameLoop(draw);
  const redraw = () => loop.markDirty("data");
  const stopWatchingTokens = watchTokens(() => {
    tokens = readPortraitTokens(root);
    redraw();
  });
  const sizes = new ResizeObserver(redraw);
  sizes.observe(root);
  const listening = new AbortController();
  listenToPointing(
    root,
    {
      scene: () => scene,
      crosshair: () => crosshair,
      onCrosshair(step) {
        crosshair = step;
        loop.markDirty("crosshair");
        callbacks.onCrosshair(step);
      },
    },
    listening.signal,
  );

  return {
    setHistory(history, run) {
      path = new PhasePath(history);
      map = mapFrom(view);
      domains = new Map();
      experiment = run;
      crosshair = null;
      redraw();
    },
    setView(next) {
      if (next.reducedMap !== view.reducedMap) map = mapFrom(next);
      view = next;
      redraw();
    },
    markDirty: redraw,
    setCrosshair(step) {
      crosshair = step;
      loop.markDirty("crosshair");
    },
    setPlayhead(step) {
      playhead = step;
      redraw();
    },
    destroy() {
      loop.stop();
      sizes.disconnect();
      stopWatchingTokens();
      listening.abort();
      root.remove();
    },
  };
}
