/** Where curves leave their panel for good, or that they never came in. */
import { clamp } from "../math/clamp.ts";
import { GAP } from "../math/decimation.ts";
import type { PlottedCurve } from "./curves/plottedCurve.ts";
import { isInside, type DrawnCurve, type PanelScene, type Scene } from "./scene.ts";

export interface Exit {
  definition: PlottedCurve;
  /** Pixel at which the curve crosses the panel's border; of its head when it never came in. */
  x: number;
  wasInside: boolean;
  direction: "up" | "down";
  /** The last value of the curve. */
  destination: number;
}

/** The exit of a curve whose last value is outside; null when that is inside. */
function exitOf(scene: Scene, panel: PanelScene, curve: DrawnCurve): Exit | null {
  const { line, definition } = curve;
  const { y } = panel;
  if (!y) return null;
  let last = line.count - 1;
  if (last >= 0 && line.indices[last] === GAP) last--;
  if (last < 0) return null;
  const destination = line.values[last]!;
  if (isInside(panel, destination)) return null;
  const up = destination > y.domain[1];
  let i = last;
  while (i >= 0 && line.indices[i] !== GAP && !isInside(panel, line.values[i]!)) i--;
  if (i < 0 || line.indices[i] === GAP) {
    const head = scene.x.toPixel(scene.positions[line.indices[last]!]!);
    return {
      definition,
      x: head,
      wasInside: false,
      direction: up ? "up" : "down",
      destination,
    };
  }
  const from = y.toPixel(line.values[i]!);
  const to = y.toPixel(line.values[i + 1]!);
  const border = up ? panel.box.top : panel.box.bottom;
  const share = Number.isFinite(to) && to !== from ? (border - from) / (to - from) : 0;
  const left = scene.x.toPixel(scene.positions[line.indices[i]!]!);
  const right = scene.x.toPixel(scene.positions[line.indices[i + 1]!]!);
  const x = left + clamp(share, 0, 1) * (right - left);
  return { definition, x, wasInside: true, direction: up ? "up" : "down", destination };
}

/** A zoomed panel may hold a curve's last value and no more of it: marks stay in the panel. */
function within({ layout }: Scene, exit: Exit): Exit {
  return { ...exit, x: clamp(exit.x, layout.left, layout.right) };
}

/** Exits of the curves that carry names. */
export function exitsOf(scene: Scene, panel: PanelScene): Exit[] {
  return panel.curves
    .filter(({ definition }) => definition.named && definition.curve !== "gd")
    .map((curve) => exitOf(scene, panel, curve))
    .filter((exit) => exit !== null)
    .map((exit) => within(scene, exit));
}
