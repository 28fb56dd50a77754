/** Loss along u and sharpness along ∇S⊥, with the run as a ball on them. Knows no React. */
import { select } from "d3";
import type { Slice } from "../../protocol/slice.ts";
import type { History } from "../../session/history.ts";
import { createFrameLoop } from "../frameLoop.ts";
import { readTokens, watchTokens } from "../tokens.ts";
import { createLossPlot } from "./lossPlot.ts";
import { createSharpnessPlot } from "./sharpnessPlot.ts";
import { situationAt } from "./situation.ts";
import { sliceLayout } from "./sliceLayout.ts";
import { buildSliceScene, type SliceDomains, type SliceScene } from "./sliceScene.ts";
import { sliceSummary } from "./sliceSummary.ts";
import { createStripPlot } from "./stripPlot.ts";

export interface SliceSource {
  history: History;
  /** The slice to show at a step. */
  at(step: number): Slice | null;
}

export interface SliceChart {
  /** Show another run. */
  setSource(source: SliceSource): void;
  /** Show a step; null = the head. */
  setStep(step: number | null): void;
  /** Rows or slices have come; any number of calls make one redraw. */
  markDirty(): void;
  destroy(): void;
}

/** A single step that comes alone hops so long, in ms; … */
const HOP = 180;
/** … alone is a step so long after the one before. */
const ALONE = 250;

const LABEL = "Loss along u through θ†";

/** Draw into `container`, whose width the chart takes; its height follows from the width. */
export function createSlice(container: HTMLElement): SliceChart {
  const svg = select(container)
    .append("svg")
    .attr("role", "img")
    .attr("aria-label", LABEL)
    .style("display", "block")
    .style("width", "100%")
    .style("overflow", "visible")
    .style("font-family", "var(--sans)")
    .style("font-variant-numeric", "tabular-nums");
  const root = svg.append("g");
  const loss = createLossPlot(root.append("g"));
  const strip = createStripPlot(root.append("g"));
  const sharpness = createSharpnessPlot(root.append("g"));
  let tokens = readTokens(container);
  let source: SliceSource | null = null;
  let chosen: number | null = null;
  let domains: SliceDomains | null = null;
  let scene: SliceScene | null = null;
  /** When the step on screen was first drawn, and whether it hops there. */
  let arrival = { step: -1, at: -Infinity, hops: false };

  const build = (): SliceScene | null => {
    const width = container.clientWidth;
    if (source === null || width === 0) return null;
    const { history } = source;
    const head = history.length - 1;
    const step = Math.min(chosen ?? head, head);
    const slice = step < 0 ? null : source.at(step);
    const situation = slice === null ? null : situationAt(history, step, slice);
    if (situation === null) return null;
    const layout = sliceLayout(width, tokens.fontSize);
    const built = buildSliceScene(situation, layout, domains);
    ({ domains } = built);
    return built.scene;
  };

  const progressAt = (step: number): number => {
    const now = performance.now();
    if (step !== arrival.step) {
      const isNext = step === arrival.step + 1 && now - arrival.at > ALONE;
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      arrival = { step, at: now, hops: isNext && !isStill };
    }
    return arrival.hops ? Math.min(1, (now - arrival.at) / HOP) : 1;
  };

  const draw = (dirty: ReadonlySet<"data" | "crosshair">) => {
    if (dirty.has("data")) scene = build();
    root.style("display", scene === null ? "none" : "inline");
    if (scene === null) {
      svg.attr("aria-label", `${LABEL}: nothing to show yet.`);
      return;
    }
    const progress = progressAt(scene.situation.step);
    loss.update(scene, tokens, progress);
    if (progress < 1) loop.markDirty("crosshair");
    if (!dirty.has("data")) return;
    strip.update(scene, tokens);
    sharpness.update(scene, tokens);
    const { height, fontSize } = scene.layout;
    svg
      .attr("height", height)
      .style("font-size", `${fontSize}px`)
      .attr("aria-label", sliceSummary(scene.situation));
  };

  const loop = createFrameLoop(draw);
  const redraw = () => loop.markDirty("data");
  const stopWatchingTokens = watchTokens(() => {
    tokens = readTokens(container);
    redraw();
  });
  const sizes = new ResizeObserver(redraw);
  sizes.observe(container);

  return {
    setSource(next) {
      source = next;
      domains = null;
      redraw();
    },
    setStep(step) {
      chosen = step;
      redraw();
    },
    markDirty: redraw,
    destroy() {
      loop.stop();
      sizes.disconnect();
      stopWatchingTokens();
      svg.remove();
    },
  };
}
