/** Stage runs in pixels. */
import { clamp } from "../math/clamp.ts";
import { stepToPixel, type Scene } from "./scene.ts";
import type { Stage } from "./stageRuns.ts";

export interface StageBand {
  stage: Stage;
  from: number;
  to: number;
}

/** Narrower bands are left out. */
const LEAST = 0.5;

/** Bands that are narrower than this on average would only make the ground grey. */
const LEAST_MEAN = 1.5;

/** Left and right pixel of a run within the panels. */
export function pixelsOf(
  scene: Scene,
  run: { from: number; to: number },
): { from: number; to: number } {
  const { left, right } = scene.layout;
  const from = stepToPixel(scene, run.from);
  const to = stepToPixel(scene, Math.min(run.to, scene.head));
  return {
    from: clamp(Number.isFinite(from) ? from : left, left, right),
    to: clamp(Number.isFinite(to) ? to : left, left, right),
  };
}

/** The bands to draw: none when the run has too many stages to tell apart. */
export function stageBandsOf(scene: Scene): StageBand[] {
  const bands = scene.columns.stageRuns
    .map((run) => ({ stage: run.stage, ...pixelsOf(scene, run) }))
    .filter(({ from, to }) => to > from);
  const total = bands.reduce((sum, { from, to }) => sum + to - from, 0);
  if (bands.length > 4 && total < LEAST_MEAN * bands.length) return [];
  return bands.filter(({ from, to }) => to - from >= LEAST);
}
