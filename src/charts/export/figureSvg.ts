/** The figure as a file of its own: the same layers on one SVG, curves as paths, words as text. */
import { create, type Selection } from "d3";
import { selectGroup, type Group } from "../svg.ts";
import { createTextMeasure, type MeasureText } from "../textWidth.ts";
import { readTokens, type Tokens } from "../tokens.ts";
import { captionLines } from "./captionLines.ts";
import { drawFigure, type DrawnFigure } from "./drawFigure.ts";
import { makePlain } from "./plainSvg.ts";
import { themed, type FileTheme } from "./themed.ts";

export interface FigureSvgInput extends Omit<DrawnFigure, "compact" | "bare"> {
  theme: FileTheme;
  background: "paper" | "transparent";
  /** Paragraphs below the figure. */
  caption: readonly string[];
}

/** Below this width names are short, as on a phone. */
const COMPACT_WIDTH = 560;
const CAPTION_LEADING = 1.4;

type Svg = Selection<SVGSVGElement, undefined, null, undefined>;

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
  const { background } = input;
  const { fontSize, sans } = tokens;
  const [width, height] = [input.width - 2 * fontSize, input.height - 2 * fontSize];
  const lines = captionLines(input.caption, width, { family: sans, size: fontSize }, measure);
  const room = lines.length === 0 ? 0 : fontSize * (CAPTION_LEADING * lines.length + 1);
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
  const compact = input.width < COMPACT_WIDTH;
  drawFigure(layer(), { ...input, width, height: height - room, compact }, tokens, measure);
  drawCaption(layer(), lines, height, fontSize);
}

/**
 * Draw a run as an SVG document that needs nothing else: families of fonts are named, colours are
 * plain, and nothing is referenced from outside. On a transparent background nothing is painted in
 * the paper's colour.
 */
export function figureSvg(input: FigureSvgInput): string {
  const { element, remove } = themed(input.theme, "desk");
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
