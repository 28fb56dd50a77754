/** The words of a slide: title and η above the figure, stage and sentence below. */
import { edgeFormula, edgeLevel } from "../../model/stability.ts";
import { formatSignificant } from "../format.ts";
import type { Stage } from "../stageRuns.ts";
import type { Group } from "../svg.ts";
import type { MeasureText } from "../textWidth.ts";
import { hueOf, type Tokens } from "../tokens.ts";
import { captionLines } from "./captionLines.ts";
import type { DrawnFigure } from "./drawFigure.ts";
import { layRichText, type RichRun, type RichText } from "./richText.ts";
import type { FileTheme } from "./themed.ts";

/** In pixels, as the tokens of lecture mode are meant. */
export const SLIDE = { width: 1280, height: 720, margin: 32 } as const;

/** What stands below the figure. */
export interface SlideWords {
  /** Its numeral stands before the heading. */
  stage: Stage | null;
  heading: string;
  /** At the right of the heading: the step. */
  kicker: string;
  sentence: RichText;
}

export interface SlideInput extends Pick<
  DrawnFigure,
  "history" | "experiment" | "view" | "compared" | "visible"
> {
  title: string;
  learningRate: number;
  words: SlideWords;
  theme: FileTheme;
  /** A step to mark; null for none. */
  step: number | null;
  /** Not shown; for programs that read the description. */
  link: string;
}

/** Type sizes of the mode, in pixels. */
export interface SlideSizes {
  small: number;
  chart: number;
  title: number;
  rate: number;
  heading: number;
}

const GAP = 24;
/** Between baselines, in heights of the text. */
const LEADING = 1.22;
/** Sentences of more lines are set smaller. */
const LINES = 2;

/** What every part of a slide is drawn with. */
export interface SlideContext {
  input: SlideInput;
  tokens: Tokens;
  sizes: SlideSizes;
  measure: MeasureText;
}

/** The sentence in at most two lines, or in smaller type. */
function layOut({ input, tokens, sizes, measure }: SlideContext): {
  lines: RichRun[][];
  size: number;
} {
  const room = SLIDE.width - 2 * SLIDE.margin;
  const lay = (size: number) =>
    layRichText(
      input.words.sentence,
      room,
      (curve) =>
        curve === null
          ? { family: tokens.serif, size }
          : { family: tokens.sans, size: 0.88 * size, weight: 600 },
      measure,
    );
  const large = lay(sizes.title);
  return large.length <= LINES
    ? { lines: large, size: sizes.title }
    : { lines: lay(sizes.chart), size: sizes.chart };
}

/** η and 2/η at the right. @returns where they begin */
export function drawRate(parent: Group, { input, tokens, sizes, measure }: SlideContext): number {
  const { learningRate, experiment } = input;
  const right = SLIDE.width - SLIDE.margin;
  const level = edgeLevel(experiment.optimizer, learningRate);
  const law = edgeFormula(experiment.optimizer);
  const values = [formatSignificant(learningRate, 4), formatSignificant(level, 4)];
  const text = parent
    .append("text")
    .attr("text-anchor", "end")
    .attr("x", right)
    .attr("y", SLIDE.margin + 0.6 * sizes.rate)
    .style("font-size", `${sizes.rate}px`)
    .style("fill", "var(--ink)");
  ["η", law].forEach((symbol, i) => {
    symbol.split(/([ημ]|β₁)/).forEach((part, k) => {
      const piece = text.append("tspan").text(part);
      if (k % 2 === 1) piece.style("font-family", "var(--serif)").style("font-style", "italic");
      if (i === 1 && k === 0) piece.attr("dx", GAP);
    });
    text.append("tspan").text(" = ");
    text
      .append("tspan")
      .style("font-weight", 600)
      .text(values[i] ?? "");
  });
  const said = `η = ${values[0] ?? ""}${law} = ${values[1] ?? ""}`;
  const width = measure(said, { family: tokens.sans, size: sizes.rate, weight: 600 });
  return right - width - GAP;
}

/** In one line of the larger type or two of the smaller. */
export function drawTitle(parent: Group, context: SlideContext, end: number): void {
  const { input, tokens, sizes, measure } = context;
  const room = end - SLIDE.margin - GAP;
  const isOneLine =
    measure(input.title, { family: tokens.sans, size: sizes.rate, weight: 600 }) <= room;
  const size = isOneLine ? sizes.rate : sizes.small;
  const font = { family: tokens.sans, size, weight: 600 };
  const lines = captionLines([input.title], room, font, measure).slice(0, 2);
  parent
    .append("g")
    .style("font-size", `${size}px`)
    .style("font-weight", 600)
    .style("fill", "var(--ink)")
    .selectAll("text")
    .data(lines)
    .join("text")
    .attr("x", SLIDE.margin)
    .attr(
      "y",
      (_, i) => SLIDE.margin + 0.6 * sizes.rate + (i - (lines.length - 1) / 2) * 1.2 * size,
    )
    .text((line) => line);
}

/** @returns the pixel above which there is room for the figure */
export function drawWords(parent: Group, context: SlideContext): number {
  const { input, sizes } = context;
  const { stage, heading, kicker } = input.words;
  const { lines, size } = layOut(context);
  const leading = LEADING * size;
  const last = SLIDE.height - 0.75 * SLIDE.margin;
  const baseline = last - lines.length * leading - 0.15 * sizes.heading;
  drawHeading(parent, { stage, heading, baseline, size: sizes.heading, numeral: sizes.chart });
  parent
    .append("text")
    .attr("text-anchor", "end")
    .attr("x", SLIDE.width - SLIDE.margin)
    .attr("y", baseline)
    .style("font-size", `${sizes.chart}px`)
    .style("fill", "var(--ink-3)")
    .text(kicker);
  const rows = parent
    .append("g")
    .style("font-family", "var(--serif)")
    .style("font-size", `${size}px`)
    .style("fill", "var(--ink)");
  lines.forEach((line, i) => {
    rows
      .append("text")
      .attr("y", last - (lines.length - 1 - i) * leading)
      .selectAll("tspan")
      .data(line)
      .join("tspan")
      .attr("x", ({ x }) => SLIDE.margin + x)
      .style("font-family", ({ curve }) => (curve === null ? null : "var(--sans)"))
      .style("font-size", ({ curve }) => (curve === null ? null : `${0.88 * size}px`))
      .style("font-weight", ({ curve }) => (curve === null ? null : 600))
      .style("fill", ({ curve }) => (curve === null ? null : hueOf(curve)))
      .text(({ text }) => text);
  });
  return baseline - 1.05 * sizes.heading;
}

interface Heading {
  stage: Stage | null;
  heading: string;
  baseline: number;
  size: number;
  numeral: number;
}

function drawHeading(parent: Group, { stage, heading, baseline, size, numeral }: Heading): void {
  const left = SLIDE.margin + (stage === null ? 0 : size + 12);
  if (stage !== null) {
    parent
      .append("rect")
      .attr("x", SLIDE.margin)
      .attr("y", baseline - 0.82 * size)
      .attr("width", size)
      .attr("height", size)
      .style("fill", `var(--stage-${stage}-mark)`)
      .style("opacity", 0.55);
    parent
      .append("text")
      .attr("text-anchor", "middle")
      .attr("x", SLIDE.margin + size / 2)
      .attr("y", baseline - 0.1 * size)
      .style("font-size", `${numeral}px`)
      .style("font-weight", 600)
      .style("fill", "var(--ink)")
      .text(stage);
  }
  parent
    .append("text")
    .attr("x", left)
    .attr("y", baseline)
    .style("font-family", "var(--serif)")
    .style("font-size", `${size}px`)
    .style("fill", "var(--ink)")
    .text(heading);
}
