/** The portrait as a sentence for screen readers. */
import { formatSignificant, formatStep } from "../format.ts";
import type { PhasePoints } from "./phasePath.ts";
import type { PortraitScene } from "./portraitScene.ts";
import { QUADRANTS } from "./quadrants.ts";

function excessInWords(excess: number): string {
  const size = formatSignificant(Math.abs(excess), 2);
  return `sharpness ${size} ${excess < 0 ? "below" : "above"} 2/η`;
}

function pointInWords(scene: PortraitScene, points: PhasePoints, step: number): string {
  const amplitude = points.amplitude[step] ?? NaN;
  const excess = points.excess[step] ?? NaN;
  if (!Number.isFinite(amplitude) || !Number.isFinite(excess)) return "";
  const { balance } = scene.moment;
  const size =
    balance === null
      ? formatSignificant(amplitude, 2)
      : `${formatSignificant(amplitude / balance.delta, 2)} δ`;
  return `oscillation ${size}, ${excessInWords(excess)}`;
}

const ORDINALS = ["first", "second", "third"];

/** Each mode in its own words. */
function modesInWords(scene: PortraitScene): string {
  const { shown } = scene.moment;
  const words = scene.path.modes
    .map(({ run }, place) => ({ name: ORDINALS[place], point: pointInWords(scene, run, shown) }))
    .filter(({ point }) => point !== "")
    .map(({ name, point }) => `${name} mode: ${point}`);
  return [`step ${formatStep(shown)}`, ...words].join("; ");
}

/** "step 824, stage 3, the oscillation pushes sharpness down: oscillation 1.7 δ, sharpness 0.5 above 2/η; prediction: …". */
export function spokenPoint(scene: PortraitScene): string {
  const { stretch, shown, sentence } = scene.moment;
  if (stretch === null) return sentence;
  if (scene.moment.modes > 1) return modesInWords(scene);
  const quadrant = QUADRANTS.find(({ stage }) => stage === scene.stage);
  const stage = quadrant ? `, stage ${quadrant.stage}, ${quadrant.phrase}` : "";
  const run = pointInWords(scene, scene.path.run, shown);
  const isPredicted = scene.view.visible.pred && shown <= stretch.prediction.to;
  const predicted = isPredicted ? pointInWords(scene, scene.path.prediction, shown) : "";
  return [
    `step ${formatStep(shown)}${stage}${run === "" ? "" : `: ${run}`}`,
    ...(predicted === "" ? [] : [`prediction: ${predicted}`]),
  ].join("; ");
}
