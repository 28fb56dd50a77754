/** In the stage ribbon, where more than one mode is at the edge and there is no stage: how many. */
import { LARGE_TEXT } from "./layout.ts";
import type { Scene } from "./scene.ts";
import { pixelsOf } from "./stagePixels.ts";
import { px, type Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";

/** A numeral would be taken for that of a stage. */
const WORDS: Record<number, readonly string[]> = {
  2: ["two modes", "two"],
  3: ["three modes", "three"],
};

const PAD = 3;

interface ModeCell {
  from: number;
  to: number;
  /** The longest words that fit; empty where none do. */
  text: string;
}

/** @param widthOf of words in the ribbon's type */
export function modeCellsOf(scene: Scene, widthOf: (text: string) => number): ModeCell[] {
  return scene.columns.modeRuns.flatMap((run) => {
    const { from, to } = pixelsOf(scene, run);
    if (to <= from) return [];
    const words = WORDS[run.active] ?? [];
    const text = words.find((word) => widthOf(word) + 2 * PAD <= to - from) ?? "";
    return [{ from, to, text }];
  });
}

export function createModeLane(
  parent: Group,
  measure: MeasureText,
): { update(scene: Scene): void } {
  const ground = parent.append("path").style("fill", "var(--ink-3)").style("opacity", 0.14);
  const words = parent.append("g").style("fill", "var(--ink-2)").attr("text-anchor", "middle");
  return {
    update(scene) {
      const { ribbonTop, ribbonHeight, fontSize } = scene.layout;
      const size = fontSize >= LARGE_TEXT ? 0.95 * fontSize : fontSize - 1.5;
      const font = { family: scene.tokens.sans, size };
      const cells = modeCellsOf(scene, (text) => measure(text, font));
      ground.attr(
        "d",
        cells
          .map(({ from, to }) => `M${px(from)},${ribbonTop}H${px(to)}v${ribbonHeight}H${px(from)}Z`)
          .join(""),
      );
      words
        .style("font-size", `${size}px`)
        .selectAll("text")
        .data(cells.filter(({ text }) => text !== ""))
        .join("text")
        .attr("x", ({ from, to }) => px((from + to) / 2))
        .attr("y", px(ribbonTop + (ribbonHeight + 0.72 * size) / 2))
        .text(({ text }) => text);
    },
  };
}
