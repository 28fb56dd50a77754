/** The name of a compared run at the end of its line. */
import { GAP } from "../../math/decimation.ts";
import type { EndLabel } from "../lineNames.ts";
import { clampedPixel, isInside, type PanelScene, type Scene } from "../scene.ts";
import type { MeasureText } from "../textWidth.ts";
import type { DrawnGhost } from "./ghostRun.ts";

/** The text as far as it has room, with an ellipsis where it is cut. */
function shortened(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text;
  let length = text.length - 1;
  while (length > 1 && widthOf(`${text.slice(0, length)}…`) > room) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}

/** The last point within the panel; null when no part of the line is. */
function lastInside(
  { line, positions }: DrawnGhost,
  scene: Scene,
  panel: PanelScene,
): { x: number; y: number } | null {
  for (let i = line.count - 1; i >= 0; i--) {
    const index = line.indices[i]!;
    const value = line.values[i]!;
    if (index === GAP || !isInside(panel, value)) continue;
    const x = scene.x.toPixel(positions[index]!);
    if (!(x >= scene.layout.left)) return null;
    return { x: Math.min(x, scene.layout.right), y: clampedPixel(panel, value) };
  }
  return null;
}

/** Beside the end of the line where the plot has room for the name, else in the margin. */
export function ghostLabels(scene: Scene, panel: PanelScene, measure: MeasureText): EndLabel[] {
  const { fontSize, right, width } = scene.layout;
  const widthOf = (text: string) => measure(text, { family: scene.tokens.sans, size: fontSize });
  return panel.ghosts.flatMap((ghost) => {
    const end = lastInside(ghost, scene, panel);
    if (!end) return [];
    const { name } = ghost.run;
    const isInPlot = end.x + 2 * fontSize + widthOf(name) < right;
    const textX = (isInPlot ? end.x : right) + fontSize;
    const parts = [
      { text: isInPlot ? name : shortened(name, width - textX, widthOf), curve: "ghost" as const },
    ];
    return [{ parts, shortParts: parts, isBold: false, ...end, textX, textY: end.y }];
  });
}
