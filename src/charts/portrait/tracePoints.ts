/** Points of the phase plane as lines on a canvas. */
import type { PhasePoints } from "./phasePath.ts";
import type { PortraitScene } from "./portraitScene.ts";

/** Restrict drawing to the plot, until `context.restore()`. */
export function clipToPlot(context: CanvasRenderingContext2D, { box }: PortraitScene): void {
  context.save();
  context.beginPath();
  // Small oscillations run along the left border: half a line is let out there.
  context.rect(box.left - 2, box.top, box.right - box.left + 2, box.bottom - box.top);
  context.clip();
}

/** Add the steps from ≤ i ≤ to as a line, interrupted where there is no point and before `starts`. */
export function tracePoints(
  context: CanvasRenderingContext2D,
  { x, y }: PortraitScene,
  points: PhasePoints,
  range: { from: number; to: number },
  starts: ReadonlySet<number> = new Set(),
): void {
  let isOpen = false;
  for (let step = range.from; step <= range.to; step++) {
    const px = x.toPixel(points.amplitude[step]!);
    const py = y.toPixel(points.excess[step]!);
    if (!Number.isFinite(px) || !Number.isFinite(py)) isOpen = false;
    else {
      if (isOpen && !starts.has(step)) context.lineTo(px, py);
      else context.moveTo(px, py);
      isOpen = true;
    }
  }
}
