/** The figure as a sentence for screen readers. */
import { formatStep, NO_VALUE } from "./format.ts";
import { readingsOf } from "./readings.ts";
import type { Scene } from "./scene.ts";

/** "step 824: loss: descent 0.2791, prediction 0.2723; sharpness: …". */
export function spokenValue(scene: Scene, step: number): string {
  if (step < 0) return "no steps yet";
  const panels = scene.panels.map(({ box }) => {
    const readings = readingsOf(scene, box.name, step, false)
      .filter(({ value }) => value !== NO_VALUE)
      .map(({ name, value }) => `${name} ${value}`);
    return readings.length > 0 ? `${box.name}: ${readings.join(", ")}` : "";
  });
  return [`step ${formatStep(step)}`, ...panels.filter((text) => text !== "")].join("; ");
}
