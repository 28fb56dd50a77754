import { clamp } from "../math/clamp.ts";
import type { Loading, LoadingStage } from "../protocol/loading.ts";

/** Where a start's stages lie between its first moment and its first row; the order they come in. */
const SPANS: Record<Exclude<LoadingStage, "sweep" | "step">, readonly [number, number]> = {
  data: [0.05, 0.35],
  reduction: [0.35, 0.4],
  backend: [0.4, 0.5],
  calibration: [0.5, 0.85],
  shaders: [0.55, 0.85],
  start: [0.85, 0.92],
  forecast: [0.92, 1],
  replay: [0.92, 1],
};

/** Before the worker has said anything: it is on its way itself. */
const UNHEARD = 0.03;

/** How much of a start, or of a step, is done, from 0 to 1; half of a stage whose length is not known. */
export function loadingShare(loading: Loading | null): number {
  if (loading === null || loading.stage === "sweep") return UNHEARD;
  const { stage, done, total } = loading;
  const share = total === null ? 0.5 : total > 0 ? clamp(done / total, 0, 1) : 0;
  if (stage === "step") return share;
  const [from, to] = SPANS[stage];
  return from + (to - from) * share;
}
