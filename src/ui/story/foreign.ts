/** Words for a run that another program computed. */
import { sharpnessOf, thresholdOf } from "./comparison.ts";
import { say, type Prose } from "./prose.ts";
import type { Readings } from "./readings.ts";

export function foreignRun(now: Readings, law: string): readonly Prose[] {
  const line = thresholdOf(now.threshold);
  const closing = say`What the file has is drawn. Predictions need the network itself, which the file does not describe.`;
  if (!Number.isFinite(now.sharpness)) {
    return [say`The file has no sharpness here; the line ${law} is at ${line}.`, closing];
  }
  const sharpness = sharpnessOf(now.sharpness);
  const here =
    now.sharpness >= now.threshold
      ? say`Sharpness is ${sharpness}, above the line ${law} at ${line}: an oscillation grows here.`
      : say`Sharpness is ${sharpness}, below the line ${law} at ${line}: no oscillation survives here.`;
  return [here, closing];
}
