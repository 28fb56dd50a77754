/** A line of words in a panel that has nothing to show yet. */
import { px, type Group } from "./svg.ts";
import type { Scene } from "./scene.ts";
import type { PanelName } from "./view.ts";

function noteOf(panel: PanelName, diverged: boolean): string {
  if (panel !== "distance") return "";
  return diverged ? "θ† never started" : "θ† starts when sharpness reaches 2/η";
}

export function createWaitingNote(parent: Group): { update(scene: Scene): void } {
  const group = parent.append("g").style("fill", "var(--ink-3)");
  return {
    update(scene) {
      const { left, fontSize } = scene.layout;
      const follows = scene.experiment.overlays.some((overlay) => overlay !== "flowFromStart");
      const waiting = scene.panels.filter(({ y }) => !y && follows);
      group
        .selectAll("text")
        .data(waiting)
        .join("text")
        .attr("x", left + 8)
        .attr("y", ({ box }) => px((box.top + box.bottom) / 2 + fontSize / 3))
        .text(({ box }) => noteOf(box.name, scene.history.divergedAt !== null));
    },
  };
}
