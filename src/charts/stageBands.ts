/** Stage tints behind all panels. */
import type { StageBand } from "./stagePixels.ts";
import type { Scene } from "./scene.ts";
import type { Stage } from "./stageRuns.ts";
import { px, type Group } from "./svg.ts";

const STAGES: readonly Stage[] = [1, 2, 3, 4];

/** One path per stage: hundreds of bands cost four elements. */
export function createStageBands(parent: Group): {
  update(scene: Scene, bands: readonly StageBand[]): void;
} {
  const group = parent.append("g");
  const paths = STAGES.map((stage) =>
    group.append("path").style("fill", `var(--stage-${stage})`).style("opacity", "var(--band)"),
  );
  return {
    update(scene, bands) {
      const outlines: Record<Stage, string> = { 1: "", 2: "", 3: "", 4: "" };
      for (const { stage, from, to } of bands) {
        for (const { box } of scene.panels) {
          outlines[stage] += `M${px(from)},${box.top}H${px(to)}V${box.bottom}H${px(from)}Z`;
        }
      }
      paths.forEach((path, i) => path.attr("d", outlines[STAGES[i]!]));
    },
  };
}
