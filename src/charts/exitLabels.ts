/** Words beside the arrowhead of a curve that has left its panel. */
import type { Exit } from "./exits.ts";
import { formatDestination } from "./format.ts";
import { lineName, SHORT_NAMES } from "./names.ts";
import type { PanelScene, Scene } from "./scene.ts";
import { px, withHalo, type Group } from "./svg.ts";
import type { MeasureText } from "./textWidth.ts";
import { hueOf } from "./tokens.ts";

interface ExitLabel {
  exit: Exit;
  text: string;
  x: number;
  y: number;
  anchor: "start" | "end";
}

/** Right of the arrowhead where there is room, else left; one row each. */
function labelsOf(
  scene: Scene,
  panel: PanelScene,
  exits: readonly Exit[],
  measure: MeasureText,
): ExitLabel[] {
  const { fontSize, right, short } = scene.layout;
  const rows = { up: 0, down: 0 };
  return exits.map((exit) => {
    const { curve } = exit.definition;
    const destination = formatDestination(exit.destination);
    const whereabouts = exit.wasInside ? `leaves for ${destination}` : `is at ${destination}`;
    const text = short ? SHORT_NAMES[curve] : `${lineName(curve, scene.view)} ${whereabouts}`;
    const width = measure(text, { family: scene.tokens.sans, size: fontSize });
    const fitsRight = exit.x + fontSize * 0.75 + width < right;
    const row = rows[exit.direction]++;
    const y =
      exit.direction === "up"
        ? panel.box.top + fontSize * (1.1 + 1.25 * row)
        : panel.box.bottom - fontSize * (0.5 + 1.25 * row);
    return {
      exit,
      text,
      x: exit.x + fontSize * (fitsRight ? 0.75 : -0.75),
      y,
      anchor: fitsRight ? "start" : "end",
    };
  });
}

export function createExitLabels(
  parent: Group,
  measure: MeasureText,
): { update(scene: Scene, exits: readonly (readonly Exit[])[]): void } {
  const group = parent.append("g");
  return {
    update(scene, exits) {
      const labels = scene.panels.flatMap((panel, i) =>
        labelsOf(scene, panel, exits[i] ?? [], measure),
      );
      withHalo(group.selectAll<SVGTextElement, ExitLabel>("text").data(labels).join("text"))
        .attr("text-anchor", ({ anchor }) => anchor)
        .attr("x", ({ x }) => px(x))
        .attr("y", ({ y }) => px(y))
        .style("fill", ({ exit }) => hueOf(exit.definition.curve))
        .text(({ text }) => text);
    },
  };
}
