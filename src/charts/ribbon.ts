/** The stage ribbon between the last panel and the axis: colour and numeral. */
import { LARGE_TEXT } from "./layout.ts";
import type { StageBand } from "./stagePixels.ts";
import type { Scene } from "./scene.ts";
import type { Stage } from "./stageRuns.ts";
import { px, type Group } from "./svg.ts";

const STAGES: readonly Stage[] = [1, 2, 3, 4];

/** Room the word "stage" needs left of the ribbon, in text heights. */
const WORD = 7.5;

/** Room a numeral needs, in its own heights. */
const NUMERAL = 0.74;

/** Height of the numerals in large text, where they must be read from the back row. */
const LARGE_NUMERAL = 0.95;

/** Narrower cells are slivers of colour and have no paper between them and their neighbours. */
const SLIVER = 3;

interface Numeral {
  x: number;
  stage: Stage;
}

/**
 * The numerals of the cells: of a stage each cell has one or none has. Only slivers have none in any
 * case, and so have the first and last cell when they are narrow, for they are cut off by the window
 * or still growing.
 */
export function numeralsOf(bands: readonly StageBand[], size: number): Numeral[] {
  const hasRoom = ({ from, to }: StageBand) => to - from > NUMERAL * size;
  const tooNarrow = bands
    .slice(1, -1)
    .filter((band) => band.to - band.from > SLIVER && !hasRoom(band));
  const without = new Set(tooNarrow.map(({ stage }) => stage));
  return bands
    .filter((band) => hasRoom(band) && !without.has(band.stage))
    .map(({ stage, from, to }) => ({ x: (from + to) / 2, stage }));
}

export function createRibbon(parent: Group): {
  update(scene: Scene, bands: readonly StageBand[]): void;
} {
  const group = parent.append("g");
  const paths = STAGES.map((stage) =>
    group.append("path").style("fill", `var(--stage-${stage}-mark)`).style("opacity", 0.55),
  );
  const numerals = group.append("g").style("fill", "var(--ink)").style("font-weight", 600);
  const word = group.append("text").attr("text-anchor", "end").style("fill", "var(--ink-3)");
  return {
    update(scene, bands) {
      const { ribbonTop, ribbonHeight, fontSize, left } = scene.layout;
      const outlines: Record<Stage, string> = { 1: "", 2: "", 3: "", 4: "" };
      for (const { stage, from, to } of bands) {
        // A hairline of paper keeps neighbours apart where there is room for it.
        const inset = to - from > SLIVER ? 0.5 : 0;
        outlines[stage] +=
          `M${px(from + inset)},${ribbonTop}H${px(to - inset)}v${ribbonHeight}H${px(from + inset)}Z`;
      }
      paths.forEach((path, i) => path.attr("d", outlines[STAGES[i]!]));
      const isLarge = fontSize >= LARGE_TEXT;
      const size = isLarge
        ? LARGE_NUMERAL * fontSize
        : Math.min(fontSize - 1.5, ribbonHeight + 0.5);
      const baseline = px(ribbonTop + (ribbonHeight + 0.72 * size) / 2);
      numerals
        .style("font-size", `${size}px`)
        .selectAll("text")
        .data(numeralsOf(bands, size))
        .join("text")
        .attr("text-anchor", "middle")
        .attr("x", ({ x }) => px(x))
        .attr("y", baseline)
        .text(({ stage }) => stage);
      const start = bands[0]?.from ?? left;
      word
        .attr("x", px(start - 8))
        .attr("y", baseline)
        .text(start - left > WORD * fontSize ? "stage" : "");
    },
  };
}
