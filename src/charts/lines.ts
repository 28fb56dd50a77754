/** Curves, drawn with a pen. */
import { clamp } from "../math/clamp.ts";
import { GAP, type Polyline } from "../math/decimation.ts";
import type { Pen } from "./pen.ts";
import type { DrawnCurve, PanelScene, Scene } from "./scene.ts";
import type { PixelScale } from "./scales.ts";

/** The raw steps behind their mean, and θ† under the law. */
const PALE = 0.42;

/** Far outside the panel is far enough: canvas coordinates stay small. */
const LIMIT = 20_000;

/**
 * Rasterizers without a GPU take far longer over one long path that crosses itself than over
 * many short ones. Only crowded lines are cut: there the seams cannot be seen.
 */
const CROWDED = 1000;
export const SHORT_PATH = 24;

/** Stroke a polyline; a lone point becomes a dot of the line's width. */
export function strokeLine(
  context: Pen,
  line: Polyline,
  positions: Float64Array,
  x: PixelScale,
  y: PixelScale,
  stepped: boolean,
  longestPath: number,
): void {
  const { count, indices, values } = line;
  const chunk = count > CROWDED ? longestPath : Infinity;
  let isDown = false;
  let drawn = 0;
  let length = 0;
  let previousX = 0;
  let previousY = 0;
  const flush = (dashOffset: number) => {
    context.stroke();
    context.beginPath();
    context.lineDashOffset = dashOffset;
  };
  const lift = () => {
    if (isDown && drawn === 1) context.lineTo(previousX + 0.75, previousY);
    isDown = false;
  };
  context.beginPath();
  for (let i = 0; i < count; i++) {
    const index = indices[i]!;
    const exactY = index === GAP ? NaN : y.toPixel(values[i]!);
    const pixelX = index === GAP ? NaN : x.toPixel(positions[index]!);
    if (!(Number.isFinite(exactY) && Number.isFinite(pixelX))) {
      lift();
      continue;
    }
    const pixelY = clamp(exactY, -LIMIT, LIMIT);
    if (!isDown) {
      if (context.lineDashOffset !== 0) flush(0);
      context.moveTo(pixelX, pixelY);
      isDown = true;
      drawn = 0;
      length = 0;
    } else {
      if (stepped && pixelY !== previousY) context.lineTo(pixelX, previousY);
      context.lineTo(pixelX, pixelY);
      const step = Math.hypot(pixelX - previousX, pixelY - previousY);
      if (drawn % chunk === 0) {
        // The last segment is drawn again, so that no seam shows.
        flush(length);
        context.moveTo(previousX, previousY);
        context.lineTo(pixelX, pixelY);
      }
      length += step;
    }
    drawn++;
    previousX = pixelX;
    previousY = pixelY;
  }
  lift();
  flush(0);
}

/** The law holds ahead of the run too: on to the right end at the present level. */
function strokeLawAhead(context: Pen, scene: Scene, y: PixelScale): void {
  const { layout, head, twoOverEta } = scene;
  const level = y.toPixel(twoOverEta);
  if (!Number.isFinite(level)) return;
  const from = head < 0 ? layout.left : scene.x.toPixel(scene.positions[head]!);
  context.beginPath();
  // A pixel earlier, so that no seam shows.
  context.moveTo(Number.isFinite(from) ? from - 1 : layout.left, level);
  context.lineTo(layout.right, level);
  context.stroke();
}

function strokeCurve(
  context: Pen,
  scene: Scene,
  y: PixelScale,
  curve: DrawnCurve,
  longestPath: number,
): void {
  const { tokens, positions, x } = scene;
  const { definition, line, beyond } = curve;
  const style = tokens.curves[definition.curve];
  const { kind } = definition;
  if (kind === "raw" && scene.everyStep) return;
  const isBroad = kind === "underlay" || kind === "average";
  const isPale = kind === "raw" || isBroad;
  context.globalAlpha = isPale ? PALE : 1;
  context.strokeStyle = style.color;
  context.lineWidth =
    kind === "raw" ? tokens.rawWidth : isBroad ? 3 * tokens.curves.edge.width : style.width;
  context.setLineDash(kind === "raw" || kind === "average" ? [] : style.dash);
  strokeLine(context, line, positions, x, y, kind === "steps", longestPath);
  if (kind === "steps") strokeLawAhead(context, scene, y);
  if (beyond.count === 0) return;
  context.strokeStyle = tokens.ghost;
  context.globalAlpha = isPale ? PALE : 0.8;
  strokeLine(context, beyond, positions, x, y, false, longestPath);
}

/**
 * Draw all curves of a panel in their order, clipped to it.
 * @param longestPath segments in one path of a crowded line
 */
export function drawLines(
  context: Pen,
  scene: Scene,
  panel: PanelScene,
  longestPath: number,
): void {
  const { y, box } = panel;
  if (!y) return;
  const { left, right } = scene.layout;
  context.save();
  context.beginPath();
  context.rect(left, box.top - 2, right - left + 0.5, box.bottom - box.top + 3);
  context.clip();
  context.lineJoin = "round";
  for (const curve of panel.curves) strokeCurve(context, scene, y, curve, longestPath);
  context.restore();
}
