/** The picture in the overview strip: sharpness of the whole run with its line. */
import { GAP, type Polyline } from "../../math/decimation.ts";
import { edgeLevel } from "../../model/stability.ts";
import { createCanvas } from "../canvas.ts";
import { CurveTrace } from "../curveTrace.ts";
import { descentSharpness } from "../curves/descent.ts";
import { preconditionedSharpness } from "../curves/preconditioned.ts";
import { pixelColumns } from "../pixelColumns.ts";
import { linearScale, type PixelScale } from "../scales.ts";
import type { Scene } from "../scene.ts";
import { stepToPixel } from "../scene.ts";

export interface StripBox {
  left: number;
  right: number;
  width: number;
  height: number;
  /** Top of the plot; the playhead's triangle stands above. */
  top: number;
  /** Bottom of the plot; tick labels stand below. */
  bottom: number;
}

const PADDING = 4;

/** Height of the stages at the bottom of the plot. */
export const STAGES = 4;

/** Width of a decimation column in pixels: the strip is a sketch, its spikes are not. */
const COLUMN = 2;

/** @returns how to draw the picture, on a canvas of its own in `root` */
export function createStripPicture(
  root: HTMLElement,
): (scene: Scene, x: PixelScale, box: StripBox) => void {
  const canvas = createCanvas(root);
  const traces = {
    sharpness: new CurveTrace(descentSharpness),
    preconditionedSharpness: new CurveTrace(preconditionedSharpness),
  };
  let drawn: unknown[] = [];

  /** Zooming and panning leave the whole run as it is. */
  const hasChanged = (scene: Scene, x: PixelScale, box: StripBox): boolean => {
    const now = [
      scene.history,
      scene.history.version,
      scene.tokens,
      scene.positions.length,
      ...x.domain,
      x.log,
      box.right,
      box.width,
      box.height,
      devicePixelRatio,
    ];
    const before = drawn;
    drawn = now;
    return now.some((value, i) => value !== before[i]);
  };

  /** The whole run as a line, whatever the charts show of it. */
  const lineOf = (scene: Scene, x: PixelScale, box: StripBox): Polyline => {
    const whole = { ...scene, x, isZoomed: false, everyStep: false };
    const trace = traces[scene.history.lineColumn];
    return trace.trace(whole, pixelColumns(x, scene.positions, box, COLUMN)).line;
  };

  const scaleOf = (scene: Scene, line: Polyline, box: StripBox): PixelScale => {
    let low = scene.twoOverEta;
    let high = scene.twoOverEta;
    for (let i = 0; i < line.count; i++) {
      if (line.indices[i] === GAP) continue;
      low = Math.min(low, line.values[i]!);
      high = Math.max(high, line.values[i]!);
    }
    const room = high > low ? 0 : Math.abs(high) / 10 || 1;
    return linearScale(
      [low - room, high + room],
      [box.bottom - PADDING - STAGES, box.top + PADDING],
    );
  };

  return (scene, x, box) => {
    if (!hasChanged(scene, x, box)) return;
    const context = canvas.clear(box.width, box.height);
    if (!context) return;
    const line = lineOf(scene, x, box);
    const y = scaleOf(scene, line, box);
    const { gd, pre, edge } = scene.tokens.curves;
    const isPreconditioned = scene.history.lineColumn === "preconditionedSharpness";
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
    context.clip();
    context.setLineDash([]);
    context.strokeStyle = edge.color;
    context.lineWidth = 1;
    context.beginPath();
    const { optimizer, learningRate: first } = scene.experiment;
    const levels = [
      { step: 0, level: edgeLevel(optimizer, first) },
      ...scene.history.annotations.learningRateChanges.map(({ step, learningRate }) => ({
        step,
        level: edgeLevel(optimizer, learningRate),
      })),
    ];
    levels.forEach(({ step, level }, i) => {
      const from = i === 0 ? box.left : stepToPixel({ ...scene, x }, step);
      if (!Number.isFinite(from)) return;
      const pixel = y.toPixel(level);
      if (i === 0) context.moveTo(from, pixel);
      context.lineTo(from, pixel);
      const next = levels[i + 1];
      context.lineTo(next ? stepToPixel({ ...scene, x }, next.step) : box.right, pixel);
    });
    context.stroke();
    context.strokeStyle = (isPreconditioned ? pre : gd).color;
    context.lineWidth = 1.5;
    context.lineJoin = "round";
    context.beginPath();
    let isDown = false;
    for (let i = 0; i < line.count; i++) {
      const index = line.indices[i]!;
      const pixel = index === GAP ? NaN : x.toPixel(scene.positions[index]!);
      if (!Number.isFinite(pixel)) {
        isDown = false;
        continue;
      }
      if (isDown) context.lineTo(pixel, y.toPixel(line.values[i]!));
      else context.moveTo(pixel, y.toPixel(line.values[i]!));
      isDown = true;
    }
    context.stroke();
    context.restore();
  };
}
