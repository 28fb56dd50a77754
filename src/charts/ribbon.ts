/** The stage ribbon between the last panel and the axis: colour and numeral. */
import { LARGE_TEXT } from "./layout.ts";
import type { StageBand } from "./stagePixels.ts";
import type { Scene } from "./scene.ts";
import type { Stage } from "./stageRuns.ts";
import { px, type Group } from "./svg.ts";

const STAGES: readonly Stage[] = [1, 2, 3, 4];

/** Room the word "stage" needs left of the ribbon, in text heights. */
const WORD = 7.5;

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
      const marks: { x: number; stage: Stage }[] = [];
      for (const { stage, from, to } of bands) {
        // A hairline of paper keeps neighbours apart where there is room for it.
        const inset = to - from > 3 ? 0.5 : 0;
        outlines[stage] +=
          `M${px(from + inset)},${ribbonTop}H${px(to - inset)}v${ribbonHeight}H${px(from + inset)}Z`;
        if (to - from > 0.8 * fontSize) marks.push({ x: (from + to) / 2, stage });
      }
      paths.forEach((path, i) => path.attr("d", outlines[STAGES[i]!]));
      const size =
        fontSize >= LARGE_TEXT ? 0.95 * fontSize : Math.min(fontSize - 1.5, ribbonHeight + 0.5);
      const baseline = ribbonTop + (ribbonHeight + 0.72 * size) / 2;
      numerals
        .style("font-size", `${size}px`)
        .selectAll("text")
        .data(marks)
        .join("text")
        .attr("text-anchor", "middle")
        .attr("x", ({ x }) => px(x))
        .attr("y", px(baseline))
        .text(({ stage }) => stage);
      const start = bands[0]?.from ?? left;
      word
        .attr("x", px(start - 8))
        .attr("y", px(baseline))
        .text(start - left > WORD * fontSize ? "stage" : "");
    },
  };
}
