/** Whether the run's path or its present orbit passes through a box. Pure. */
import { closedOrbit } from "../../math/closedOrbit.ts";
import { energyAt } from "./orbits.ts";
import type { PhasePoints } from "./phasePath.ts";
import type { PortraitScene } from "./portraitScene.ts";

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Whether any of the line from `a` to `b` is in the box: clipping by Liang and Barsky. */
export function passesThrough(a: Pixel, b: Pixel, box: Box): boolean {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const sides = [
    { along: -dx, room: a.x - box.left },
    { along: dx, room: box.right - a.x },
    { along: -dy, room: a.y - box.top },
    { along: dy, room: box.bottom - a.y },
  ];
  let [enter, leave] = [0, 1];
  for (const { along, room } of sides) {
    if (along === 0 && room < 0) return false;
    if (along < 0) enter = Math.max(enter, room / along);
    if (along > 0) leave = Math.min(leave, room / along);
  }
  return enter <= leave;
}

/** Whether the path's steps from ≤ i ≤ to pass through the box. */
export function pathCrosses(
  { x, y }: Pick<PortraitScene, "x" | "y">,
  { amplitude, excess }: PhasePoints,
  range: { from: number; to: number },
  box: Box,
): boolean {
  const at = (step: number) => ({ x: x.toPixel(amplitude[step]!), y: y.toPixel(excess[step]!) });
  for (let step = range.from + 1; step <= range.to; step++) {
    const [a, b] = [at(step - 1), at(step)];
    if (Number.isFinite(a.x + a.y + b.x + b.y) && passesThrough(a, b, box)) return true;
  }
  return false;
}

/** The closed orbit at the run's present energy, in pixels; empty where there is no balance point. */
export function presentOrbit(scene: Pick<PortraitScene, "x" | "y" | "path" | "moment">): Pixel[] {
  const { x, y, path, moment } = scene;
  const { balance, shown } = moment;
  const energy = balance === null ? null : energyAt(path.run, shown, balance);
  if (balance === null || energy === null) return [];
  const rootAlpha = Math.sqrt(balance.alpha);
  return closedOrbit(energy, 100).map(({ amplitude, excess }) => ({
    x: x.toPixel(balance.delta * amplitude),
    y: y.toPixel(rootAlpha * excess),
  }));
}

/** Whether the closed line through these pixels passes through the box. */
export function outlineCrosses(outline: readonly Pixel[], box: Box): boolean {
  return outline.some((pixel, i) => passesThrough(outline.at(i - 1)!, pixel, box));
}
