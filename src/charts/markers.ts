/** Marks on the curves: dots, rings, diamonds, arrowheads and the cross. */
import type { Exit } from "./exits.ts";
import type { Pen } from "./pen.ts";
import {
  clampedPixel,
  isBeside,
  isInside,
  shownAs,
  stepToPixel,
  type DrawnCurve,
  type PanelScene,
  type Scene,
} from "./scene.ts";

function circle(context: Pen, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** A hollow dot for every sharpness that did not converge. */
function drawUnconverged(context: Pen, scene: Scene, panel: PanelScene): void {
  const raw = scene.history.column("sharpness");
  const radius = scene.layout.fontSize / 4.5;
  context.lineWidth = 1.25;
  context.strokeStyle = scene.tokens.curves.gd.color;
  context.fillStyle = scene.tokens.paper;
  let lastX = -Infinity;
  for (const step of scene.columns.unconverged) {
    const x = stepToPixel(scene, step);
    // Dots of one pixel column would only cover each other.
    if (!isBeside(scene, x) || !(x - lastX >= 0.5) || !isInside(panel, raw[step]!)) continue;
    lastX = x;
    circle(context, x, clampedPixel(panel, raw[step]!), radius);
    context.fill();
    context.stroke();
  }
}

/** Every step as a dot, when there are few. */
function drawEverySteps(context: Pen, scene: Scene, panel: PanelScene, curve: DrawnCurve): void {
  const values = shownAs(scene, curve.definition).values(scene.columns);
  context.fillStyle = scene.tokens.curves.gd.color;
  for (let step = scene.firstShown; step <= scene.lastShown; step++) {
    if (step === scene.history.divergedAt || !isInside(panel, values[step]!)) continue;
    circle(
      context,
      stepToPixel(scene, step),
      clampedPixel(panel, values[step]!),
      scene.layout.fontSize / 3.4,
    );
    context.fill();
  }
}

/** A ring at the last valid step of a stopped overlay, unless it has left the panel by then. */
function drawRings(context: Pen, scene: Scene, panel: PanelScene, curve: DrawnCurve): void {
  context.fillStyle = scene.tokens.paper;
  context.strokeStyle = scene.tokens.curves[curve.definition.curve].color;
  context.lineWidth = scene.layout.fontSize > 16 ? 3 : 1.75;
  for (const { step, value } of curve.stops) {
    const x = stepToPixel(scene, step);
    if (!isBeside(scene, x) || !isInside(panel, value)) continue;
    circle(context, x, clampedPixel(panel, value), scene.layout.fontSize / 3);
    context.fill();
    context.stroke();
  }
}

/** A filled diamond where the prediction was restarted from the run. */
function drawDiamonds(context: Pen, scene: Scene, panel: PanelScene, curve: DrawnCurve): void {
  const size = scene.layout.fontSize / 2.6;
  const values = curve.definition.values(scene.columns);
  context.fillStyle = scene.tokens.curves.pred.color;
  for (const step of scene.history.annotations.resyncSteps) {
    if (!isInside(panel, values[step] ?? NaN)) continue;
    const x = stepToPixel(scene, step);
    if (!isBeside(scene, x)) continue;
    const y = clampedPixel(panel, values[step]!);
    context.beginPath();
    context.moveTo(x, y - size);
    context.lineTo(x + size, y);
    context.lineTo(x, y + size);
    context.lineTo(x - size, y);
    context.closePath();
    context.fill();
  }
}

/** The last kept step of a run that diverged. */
function drawCross(context: Pen, scene: Scene, panel: PanelScene, curve: DrawnCurve): void {
  const { divergedAt } = scene.history;
  if (divergedAt === null || divergedAt > scene.head) return;
  const value = shownAs(scene, curve.definition).values(scene.columns)[divergedAt]!;
  if (!Number.isFinite(value)) return;
  const x = stepToPixel(scene, divergedAt);
  if (!isBeside(scene, x)) return;
  const y = clampedPixel(panel, value);
  const size = scene.layout.fontSize / 2;
  context.strokeStyle = scene.tokens.bad;
  context.lineWidth = 2.5 * (scene.layout.fontSize / 12);
  context.beginPath();
  context.moveTo(x - size, y - size);
  context.lineTo(x + size, y + size);
  context.moveTo(x - size, y + size);
  context.lineTo(x + size, y - size);
  context.stroke();
}

/** An arrowhead where a curve leaves its panel. */
function drawArrowhead(context: Pen, scene: Scene, panel: PanelScene, exit: Exit): void {
  const style = scene.tokens.curves[exit.definition.curve];
  const size = scene.layout.fontSize / 3;
  const border = exit.direction === "up" ? panel.box.top : panel.box.bottom;
  const inward = exit.direction === "up" ? 1 : -1;
  context.strokeStyle = style.color;
  context.lineWidth = style.width;
  context.beginPath();
  context.moveTo(exit.x - size, border + inward * 1.75 * size);
  context.lineTo(exit.x, border);
  context.lineTo(exit.x + size, border + inward * 1.75 * size);
  context.stroke();
}

/** Draw all marks of a panel over its curves. */
export function drawMarkers(
  context: Pen,
  scene: Scene,
  panel: PanelScene,
  exits: readonly Exit[],
): void {
  if (!panel.y || scene.head < 0) return;
  context.save();
  context.setLineDash([]);
  context.lineJoin = "miter";
  for (const exit of exits) drawArrowhead(context, scene, panel, exit);
  for (const curve of panel.curves) {
    const { curve: name, kind } = curve.definition;
    if (name === "gd" && kind === "line") {
      if (panel.box.name === "sharpness") drawUnconverged(context, scene, panel);
      if (scene.everyStep) drawEverySteps(context, scene, panel, curve);
      drawCross(context, scene, panel, curve);
    }
    if (name === "pred") drawDiamonds(context, scene, panel, curve);
    if (kind === "line") drawRings(context, scene, panel, curve);
  }
  context.restore();
}
