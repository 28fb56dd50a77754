/** Whether words would lie over a curve. Pure. */
import { firstAtLeast } from "../math/firstAtLeast.ts";
import { GAP, type Polyline } from "../math/decimation.ts";
import type { DrawnCurve, PanelScene, Scene } from "./scene.ts";

/** Where words stand, in pixels. */
export interface TextBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The box of one line of text, from its middle height, with a little room about it. */
export function textBox(left: number, middle: number, width: number, fontSize: number): TextBox {
  return {
    left: left - fontSize * 0.3,
    right: left + width + fontSize * 0.3,
    top: middle - fontSize * 0.6,
    bottom: middle + fontSize * 0.6,
  };
}

export function overlap(a: TextBox, b: TextBox): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Whether the line from (x0, y0) to (x1, y1) has a point in the box: Liang and Barsky's clipping. */
export function crosses(box: TextBox, x0: number, y0: number, x1: number, y1: number): boolean {
  let from = 0;
  let to = 1;
  const sides = [
    [x0 - x1, x0 - box.left],
    [x1 - x0, box.right - x0],
    [y0 - y1, y0 - box.top],
    [y1 - y0, box.bottom - y0],
  ] as const;
  for (const [run, room] of sides) {
    if (run === 0) {
      if (room < 0) return false;
    } else if (run < 0) from = Math.max(from, room / run);
    else to = Math.min(to, room / run);
  }
  return from <= to;
}

/** Whether a polyline passes through a box. */
function passes(
  line: Polyline,
  positions: Float64Array,
  scene: Pick<Scene, "x">,
  panel: PanelScene,
  box: TextBox,
  stepped: boolean,
): boolean {
  const { y } = panel;
  if (!y) return false;
  // Entries left of the box are passed over by their indices: no pixel is computed of them.
  const first = firstAtLeast(positions, scene.x.toValue(box.left), 0, positions.length) - 1;
  let previousX = NaN;
  let previousY = NaN;
  for (let i = 0; i < line.count; i++) {
    const index = line.indices[i]!;
    if (index !== GAP && index < first && (line.indices[i + 1] ?? GAP) < first) continue;
    const x = index === GAP ? NaN : scene.x.toPixel(positions[index]!);
    const pixel = index === GAP ? NaN : y.toPixel(line.values[i]!);
    if (Number.isFinite(x) && Number.isFinite(pixel)) {
      const isFirst = Number.isNaN(previousX);
      const fromX = isFirst ? x : previousX;
      const fromY = isFirst ? pixel : previousY;
      const corner = stepped ? fromY : pixel;
      if (crosses(box, fromX, fromY, x, corner)) return true;
      if (stepped && crosses(box, x, corner, x, pixel)) return true;
      if (x > box.right) return false;
      previousX = x;
      previousY = pixel;
    } else {
      previousX = NaN;
    }
  }
  return false;
}

/** Whether a curve of the panel passes through a box. Broad pale lines are no obstacle. */
export function curvePasses(
  scene: Pick<Scene, "x" | "positions">,
  panel: PanelScene,
  { definition, line, beyond }: DrawnCurve,
  box: TextBox,
): boolean {
  if (definition.kind === "underlay" || definition.kind === "average") return false;
  const stepped = definition.kind === "steps";
  return [line, beyond].some((part) => passes(part, scene.positions, scene, panel, box, stepped));
}

/** How many lines of the panel, those of compared runs among them, pass through a box. */
export function linesThrough(
  scene: Pick<Scene, "x" | "positions">,
  panel: PanelScene,
  box: TextBox,
): number {
  const curves = panel.curves.filter((curve) => curvePasses(scene, panel, curve, box));
  const ghosts = panel.ghosts.filter(({ line, positions }) =>
    passes(line, positions, scene, panel, box, false),
  );
  return curves.length + ghosts.length;
}
