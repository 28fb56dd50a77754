/** Words for a run that waits because its first steps were tried and diverged. */
import { formatSignificant, formatStep } from "../../charts/format.ts";
import type { Experiment } from "../../model/experiment.ts";
import { edgeFormula, edgeLevel } from "../../model/stability.ts";
import type { Forecast } from "../../protocol/forecast.ts";
import { widthsName } from "../../share/experimentNames.ts";
import { sharpnessOf, thresholdOf } from "./comparison.ts";
import { say, type Prose } from "./prose.ts";

export function heldRun(forecast: Forecast, experiment: Experiment): readonly Prose[] {
  const { learningRate, initialSharpness, divergesAfter } = forecast;
  const { optimizer } = experiment;
  const line = edgeLevel(optimizer, learningRate);
  return [
    say`This ${widthsName(experiment)} network starts at sharpness λ₁(0) = ${sharpnessOf(initialSharpness)}, ${formatSignificant(initialSharpness / line, 2)} times the line ${edgeFormula(optimizer)} = ${thresholdOf(line)}.`,
    say`A trial of its first steps diverges: step ${formatStep(divergesAfter ?? 0)} is the last one with a loss that can be drawn. So it has not been started.`,
  ];
}
