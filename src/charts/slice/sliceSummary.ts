/** A slice as sentences, for those who do not see it. */
import { formatReading, formatSignificant, formatStep } from "../format.ts";
import { lossAlong, quadraticAlong, sharpnessAlong } from "./profile.ts";
import type { SliceSituation } from "./situation.ts";

function sizeOf(value: number): string {
  return formatSignificant(Math.abs(value), 2);
}

export function sliceSummary(situation: SliceSituation): string {
  const { slice, step, positions, y, twoOverEta, squareOverBalance } = situation;
  const x = positions.at(-1)!;
  const loss = lossAlong(slice, x);
  const rest = loss - quadraticAlong(slice, x);
  const when = slice.step === step ? "" : ` (θ† of step ${formatStep(slice.step)})`;
  const deltas = slice.delta > 0 ? `, ${sizeOf(x / slice.delta)} δ` : "";
  const sharpness = sharpnessAlong(slice, y / slice.beta);
  const push = squareOverBalance > 1 ? "down" : "down less than descent raises it";
  const sentences = [
    `Loss along u at step ${formatStep(step)}${when}: x is ${formatSignificant(x, 2)}${deltas} from θ†.`,
    Number.isFinite(loss)
      ? `The loss there is ${formatReading(loss, "loss")}, ${sizeOf(rest)} ${rest < 0 ? "below" : "above"} the quadratic.`
      : "",
    Number.isFinite(sharpness)
      ? `Sharpness along ∇S⊥ is ${formatReading(sharpness, "sharpness")} where the run is, and 2/η is ${formatSignificant(twoOverEta, 4)}.`
      : "",
    Number.isNaN(squareOverBalance) ? "" : `The oscillation pushes sharpness ${push}.`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
