/** Every measured value of one step, for the table and for copying as text. */
import { formatReading, formatSignificant, formatStep } from "../../charts/format.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import type { History } from "../../session/history.ts";
import { edgeBefore, stopBefore } from "../story/readings.ts";

export interface ValueRow {
  name: string;
  descent: string;
  prediction: string;
  constrained: string;
  /** Measured from θ†. */
  isFromCenter?: boolean;
}

/** Whether the prediction still claims something at `step`. */
function predictionHolds(history: History, step: number): boolean {
  const edge = edgeBefore(history, step);
  const stop = edge === null ? null : stopBefore(history, "prediction", edge, step);
  return edge !== null && (stop === null || stop.step === step);
}

/** The table at `step`; a dash where a value is not defined. */
export function stepValues(history: History, step: number): ValueRow[] {
  const isClaimed = predictionHolds(history, step);
  const at = (column: ColumnName) => history.at(column, step);
  const predicted = (column: ColumnName) => (isClaimed ? at(column) : NaN);
  const delta = at("delta");
  const preconditioned = at("preconditionedSharpness");
  return [
    {
      name: "loss L(θ)",
      descent: formatReading(at("loss"), "loss"),
      prediction: formatReading(predicted("predictedLoss"), "loss"),
      constrained: formatReading(at("constrainedLoss"), "loss"),
    },
    {
      name: "sharpness λ₁",
      descent: formatReading(at("sharpness"), "sharpness"),
      prediction: formatReading(predicted("predictedSharpness"), "sharpness"),
      constrained: formatReading(at("constrainedSharpness"), "sharpness"),
    },
    ...(Number.isFinite(preconditioned)
      ? [
          {
            name: "preconditioned λ₁",
            descent: formatReading(preconditioned, "sharpness"),
            prediction: "",
            constrained: "",
          },
        ]
      : []),
    {
      name: "residual of λ₁",
      descent: formatSignificant(at("sharpnessResidual"), 2),
      prediction: "",
      constrained: "",
    },
    {
      name: "second λ₂",
      descent: formatReading(at("eigenvalue2"), "sharpness"),
      prediction: "",
      constrained: "",
    },
    {
      name: "oscillation |x|/δ",
      isFromCenter: true,
      descent: formatSignificant(Math.abs(at("x")) / delta, 3),
      prediction: formatSignificant(Math.abs(predicted("predictedX")) / delta, 3),
      constrained: "",
    },
    {
      name: "balance point δ",
      isFromCenter: true,
      descent: "",
      prediction: "",
      constrained: formatSignificant(delta, 3),
    },
    {
      name: "distance |θ − θ†|",
      isFromCenter: true,
      descent: formatReading(at("distance"), "distance"),
      prediction: formatReading(predicted("predictedDistance"), "distance"),
      constrained: "",
    },
  ];
}

/** The same with all digits, one value per line. */
export function valuesAsText(history: History, step: number): string {
  const columns: readonly ColumnName[] = [
    "learningRate",
    "loss",
    "sharpness",
    "stabilityThreshold",
    "preconditionedSharpness",
    "sharpnessResidual",
    "eigenvalue2",
    "constrainedLoss",
    "constrainedSharpness",
    "alpha",
    "beta",
    "x",
    "y",
    "delta",
    "distance",
    "predictedLoss",
    "predictedSharpness",
    "predictedX",
    "predictedDistance",
    "stage",
  ];
  const isClaimed = predictionHolds(history, step);
  const lines = columns.flatMap((column) => {
    const value = history.at(column, step);
    const isShown = isClaimed || !column.startsWith("predicted");
    return isShown && Number.isFinite(value) ? [`${column} ${value}`] : [];
  });
  return [`step ${formatStep(step)}`, ...lines].join("\n");
}
