/** The figure as a file of its own: the same layers on one SVG, curves as paths, words as text. */
import { create, type Selection } from "d3";
import type { Experiment } from "../../model/experiment.ts";
import type { History } from "../../session/history.ts";
import { composeScene } from "../composeScene.ts";
import { DerivedColumns } from "../derivedColumns.ts";
import { drawGhosts, ghostCurves } from "../ghosts/ghosts.ts";
import type { GhostRun } from "../ghosts/ghostRun.ts";
import { createPicture } from "../picture.ts";
import { SceneBuilder } from "../sceneBuilder.ts";
import { selectGroup, type Group } from "../svg.ts";
import { createTextMeasure, type MeasureText } from "../textWidth.ts";
import { readTokens, type Tokens } from "../tokens.ts";
import type { PanelName, View } from "../view.ts";
import { captionLines } from "./captionLines.ts";
import { makePlain } from "./plainSvg.ts";
import { createSvgPen } from "./svgPen.ts";

export interface FigureSvgInput {
  history: History;
  experiment: Experiment;
  view: View;
  panels: readonly PanelName[];
  /** Runs compared with it. */
  compared: readonly GhostRun[];
  /** The part of the run to show; null for all of it. */
  visible: { from: number; to: number } | null;
  /** In pixels at the desk's text size. */
  width: number;
  height: number;
  theme: "light" | "dark";
  background: "paper" | "transparent";
  /** Paragraphs below the figure. */
  caption: readonly string[];
}

/** Below this width names are short, as on a phone. */
const COMPACT_WIDTH = 560;
/** Points of a curve per pixel of width: files are looked at closely. */
const FINENESS = 2;
const CAPTION_LEADING = 1.4;

type Svg = Selection<SVGSVGElement, undefined, null, undefined>;

/** An element that has the tokens of a theme, whatever the page shows. */
function themed(theme: FigureSvgInput["theme"]): { element: HTMLElement; remove: () => void } {
  const host = document.createElement("div");
  const element = document.createElement("div");
  host.hidden = true;
  // Light stands for everything at its ordinary size; dark changes colours only.
  host.dataset["theme"] = "light";
  element.dataset["theme"] = theme;
  host.append(element);
  document.body.append(host);
  return { element, remove: () => host.remove() };
}

function createRoot({ width, height, caption }: FigureSvgInput, tokens: Tokens): Svg {
  const svg = create("svg")
    .attr("xmlns", "http://www.w3.org/2000/svg")
    .attr("width", width)
    .attr("height", height)
    .attr("viewBox", `0 0 ${width} ${height}`)
    .attr("role", "img")
    .attr("font-family", tokens.sans)
    .attr("font-size", tokens.fontSize);
  svg.append("title").text("Loss, sharpness and distance from the constrained trajectory, by step");
  svg.append("desc").text(caption.join(" "));
  return svg;
}

function drawCaption(
  parent: Group,
  lines: readonly string[],
  height: number,
  fontSize: number,
): void {
  const leading = fontSize * CAPTION_LEADING;
  parent
    .append("g")
    .selectAll("text")
    .data(lines)
    .join("text")
    .attr("x", 0)
    .attr("y", (_, i) => height - fontSize * 0.3 - (lines.length - 1 - i) * leading)
    .text((line) => line);
}

/** A line of text is left free all around. */
function drawInto(svg: Svg, input: FigureSvgInput, tokens: Tokens, measure: MeasureText): void {
  const { history, experiment, view, panels, visible, background } = input;
  const { fontSize, sans } = tokens;
  const [width, height] = [input.width - 2 * fontSize, input.height - 2 * fontSize];
  const lines = captionLines(input.caption, width, { family: sans, size: fontSize }, measure);
  const room = lines.length === 0 ? 0 : fontSize * (CAPTION_LEADING * lines.length + 1);
  const compact = input.width < COMPACT_WIDTH;
  const ghosts = input.compared.length === 0 ? null : ghostCurves(input.compared);
  const columns = new DerivedColumns(history);
  columns.update();
  const { scene, placed } = composeScene(
    {
      columns,
      experiment,
      view,
      tokens,
      width,
      height: height - room,
      panels,
      compact,
      pixelRatio: FINENESS,
      isComplete: true,
      visible,
      ghosts,
    },
    new SceneBuilder(),
    measure,
  );
  if (background === "paper") {
    svg
      .append("rect")
      .attr("width", input.width)
      .attr("height", input.height)
      .style("fill", "var(--paper)");
  }
  const body = svg
    .append("g")
    .attr("transform", `translate(${fontSize},${fontSize})`)
    .style("fill", "var(--ink-2)");
  const layer = () => selectGroup(body.append("g").node()!);
  const [under, curves, over] = [layer(), layer(), layer()];
  const picture = createPicture(under, over, measure);
  const pen = createSvgPen(curves.node()!);
  if (ghosts) drawGhosts(pen, scene, Infinity);
  picture.draw(scene, placed, ghosts, pen, Infinity);
  picture.drawTitles(scene, -1, compact);
  drawCaption(layer(), lines, height, fontSize);
}

/**
 * Draw a run as an SVG document that needs nothing else: families of fonts are named, colours are
 * plain, and nothing is referenced from outside. On a transparent background nothing is painted in
 * the paper's colour.
 */
export function figureSvg(input: FigureSvgInput): string {
  const { element, remove } = themed(input.theme);
  try {
    const style = getComputedStyle(element);
    const isTransparent = input.background === "transparent";
    const read = readTokens(element);
    const tokens = isTransparent ? { ...read, paper: "none" } : read;
    const svg = createRoot(input, tokens);
    drawInto(svg, input, tokens, createTextMeasure());
    const root = svg.node()!;
    makePlain(root, (property) =>
      isTransparent && property === "--paper" ? "none" : style.getPropertyValue(property).trim(),
    );
    return `${new XMLSerializer().serializeToString(root)}\n`;
  } finally {
    remove();
  }
}
