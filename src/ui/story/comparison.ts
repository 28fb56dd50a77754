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

/**
 * "2.5 % above", "0.4 % below" or "level with" the line. A stage goes by y, which the mean of two
 * steps follows closely but not exactly: on the wrong side of the line it counts as level.
 */
export function beside({ meanSharpness, threshold, stage }: Readings): string {
  const percent = 100 * (meanSharpness / threshold - 1);
  const isAbove = stage === 2 || stage === 3;
  const fits = percent > 0 === isAbove && Math.abs(percent) >= 0.05;
  if (!Number.isFinite(percent) || !fits) return "level with";
  const size = formatSignificant(Math.abs(percent), Math.abs(percent) < 10 ? 2 : 3);
  return `${size} % ${percent > 0 ? "above" : "below"}`;
}
