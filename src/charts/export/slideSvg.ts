/** A run as a slide of 16:9: the figure in the sizes of a lecture, with title, η and one sentence. */
import { create, select } from "d3";
import { DRAWN } from "../picture.ts";
import type { Scene } from "../scene.ts";
import { selectGroup } from "../svg.ts";
import { createTextMeasure } from "../textWidth.ts";
import { readTokens, type Tokens } from "../tokens.ts";
import { drawFigure } from "./drawFigure.ts";
import { makePlain } from "./plainSvg.ts";
import {
  drawRate,
  drawTitle,
  drawWords,
  SLIDE,
  type SlideContext,
  type SlideInput,
  type SlideSizes,
} from "./slideWords.ts";
import { themed } from "./themed.ts";

/** As much as a title or η needs above the figure. */
const TOP = 62;

export interface SlideParts {
  /** All of it. */
  svg: string;
  /** Title and axes only: what a run has not drawn on yet. */
  empty: string;
  /** Its pixels are those of the slide, moved by `origin`. */
  scene: Scene;
  origin: { x: number; y: number };
  tokens: Tokens;
  sizes: SlideSizes;
  /** The colour of words. */
  ink: string;
}

function sizesOf(element: Element): SlideSizes {
  const style = getComputedStyle(element);
  const read = (name: string) => Number.parseFloat(style.getPropertyValue(name));
  return {
    small: read("--t-1"),
    chart: read("--t-2"),
    title: read("--t-3"),
    rate: read("--t-4"),
    heading: read("--t-5"),
  };
}

/** Draw the slide, and the same without what the run has drawn. */
export function slideParts(input: SlideInput): SlideParts {
  const { element, remove } = themed(input.theme, "lecture");
  try {
    const style = getComputedStyle(element);
    const sizes = sizesOf(element);
    const tokens = { ...readTokens(element), fontSize: sizes.chart, titleSize: sizes.title };
    const measure = createTextMeasure();
    const context: SlideContext = { input, tokens, sizes, measure };
    const svg = create("svg")
      .attr("xmlns", "http://www.w3.org/2000/svg")
      .attr("width", SLIDE.width)
      .attr("height", SLIDE.height)
      .attr("viewBox", `0 0 ${SLIDE.width} ${SLIDE.height}`)
      .attr("role", "img")
      .attr("font-family", tokens.sans)
      .attr("font-size", tokens.fontSize);
    svg.append("title").text(input.title);
    svg.append("desc").text(input.link);
    svg
      .append("rect")
      .attr("width", SLIDE.width)
      .attr("height", SLIDE.height)
      .style("fill", "var(--paper)");
    const layer = (kind: string) => selectGroup(svg.append("g").attr("class", kind).node()!);
    const end = drawRate(layer(DRAWN), context);
    drawTitle(layer("title"), context, end);
    const bottom = drawWords(layer(DRAWN), context);
    const origin = { x: SLIDE.margin, y: TOP };
    const body = layer("figure")
      .attr("transform", `translate(${origin.x},${origin.y})`)
      .style("fill", "var(--ink-2)");
    const size = { width: SLIDE.width - 2 * SLIDE.margin, height: bottom - TOP };
    const scene = drawFigure(
      body,
      { ...input, ...size, panels: ["loss", "sharpness"], compact: false, bare: true },
      tokens,
      measure,
    );
    const whole = svg.node()!;
    const write = (root: SVGSVGElement) => {
      makePlain(root, (property) => style.getPropertyValue(property).trim());
      return `${new XMLSerializer().serializeToString(root)}\n`;
    };
    const empty = select(whole).clone(true);
    empty.selectAll(`.${DRAWN}`).remove();
    return {
      svg: write(whole),
      empty: write(empty.node()!),
      scene,
      origin,
      tokens,
      sizes,
      ink: style.getPropertyValue("--ink").trim(),
    };
  } finally {
    remove();
  }
}

/** The slide as an SVG document that needs nothing else. */
export function slideSvg(input: SlideInput): string {
  return slideParts(input).svg;
}
