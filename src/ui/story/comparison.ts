import { formatReading, formatSignificant, NO_VALUE } from "../../charts/format.ts";
import { quantity, type Quantity } from "./prose.ts";
import type { Readings } from "./readings.ts";

export function sharpnessOf(value: number): Quantity {
  return quantity(formatReading(value, "sharpness"), "gd");
}

export function thresholdOf(value: number): Quantity {
  return quantity(formatSignificant(value, 4), "edge");
}

/** "1.7 δ" in the hue of the run; an en dash while δ is undefined. */
export function excursionOf({ excursion }: Readings): Quantity {
  const text = Number.isFinite(excursion) ? `${formatSignificant(excursion, 2)} δ` : NO_VALUE;
  return quantity(text, "gd");
}

/** Within so many percent the mean of two steps and y may stand on two sides of the line. */
const LEVEL_PERCENT = 1;

function percentOver({ meanSharpness, threshold }: Readings): number {
  return 100 * (meanSharpness / threshold - 1);
}

function agrees(now: Readings): boolean {
  return percentOver(now) > 0 === (now.stage === 2 || now.stage === 3);
}

/**
 * "2.5 % above", "0.4 % below" or "level with" the line. A stage goes by y, which the mean of two
 * steps follows closely but not exactly: just on the wrong side of the line it counts as level.
 */
export function beside(now: Readings): string {
  const percent = percentOver(now);
  const size = Math.abs(percent);
  const isLevel = size < (agrees(now) ? 0.05 : LEVEL_PERCENT);
  if (!Number.isFinite(percent) || isLevel) return "level with";
  return `${formatSignificant(size, size < 10 ? 2 : 3)}\u00a0% ${percent > 0 ? "above" : "below"}`;
}

/** Whether sharpness is clearly on the other side of the line than y, by which the stage goes. */
export function contradictsStage(now: Readings): boolean {
  return !agrees(now) && Math.abs(percentOver(now)) >= LEVEL_PERCENT;
}
