/** Every measured value of one step, for the table and for copying as text. */
import { formatReading, formatSignificant, formatStep } from "../../charts/format.ts";
import type { ColumnName } from "../../protocol/columns.ts";
import type { History } from "../../session/history.ts";
import {
  activeModesAt,
  isLedBySeveral,
  ledAt,
  type LedColumn,
} from "../../session/leadingPrediction.ts";
import { edgeBefore, predictionClaimAt, stopBy } from "../story/readings.ts";

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
  const stop = edge === null ? null : stopBy(predictionClaimAt(history, edge, step), step);
  return edge !== null && (stop === null || stop.step === step);
}

/** The table at `step`; a dash where a value is not defined. */
export function stepValues(history: History, step: number): ValueRow[] {
  const isClaimed = predictionHolds(history, step);
  const at = (column: ColumnName) => history.at(column, step);
  const led = (column: LedColumn) => ledAt(history, column, step);
  const predicted = (column: LedColumn) => (isClaimed ? led(column) : NaN);
  const delta = led("delta");
  const hasSeveral = activeModesAt(history, step) > 1;
  const x = hasSeveral ? at("modesX") : at("x");
  const predictedX = hasSeveral && isClaimed ? at("modesPredictedX") : predicted("predictedX");
  const preconditioned = at("preconditionedSharpness");
  return [
    {
      name: "loss L(θ)",
      descent: formatReading(at("loss"), "loss"),
      prediction: formatReading(predicted("predictedLoss"), "loss"),
      constrained: formatReading(led("constrainedLoss"), "loss"),
    },
    {
      name: "sharpness λ₁",
      descent: formatReading(at("sharpness"), "sharpness"),
      prediction: formatReading(predicted("predictedSharpness"), "sharpness"),
      constrained: formatReading(led("constrainedSharpness"), "sharpness"),
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
      constrained: hasSeveral ? formatReading(at("modesConstrainedEigenvalue2"), "sharpness") : "",
    },
    {
      name: "oscillation |x|/δ",
      isFromCenter: true,
      descent: formatSignificant(Math.abs(x) / delta, 3),
      prediction: formatSignificant(Math.abs(predictedX) / delta, 3),
      constrained: "",
    },
    {
      name: "balance point δ",
      isFromCenter: true,
      descent: "",
      prediction: "",
      constrained: formatSignificant(delta, 3),
    },
    ...(hasSeveral ? directionRows(history, step, isClaimed) : []),
    {
      name: "distance |θ − θ†|",
      isFromCenter: true,
      descent: formatReading(led("distance"), "distance"),
      prediction: formatReading(predicted("predictedDistance"), "distance"),
      constrained: "",
    },
  ];
}

const DIRECTIONS = [
  { x: "modesX1", y: "modesY1", predictedX: "modesPredictedX1", predictedY: "modesPredictedY1" },
  { x: "modesX2", y: "modesY2", predictedX: "modesPredictedX2", predictedY: "modesPredictedY2" },
  { x: "modesX3", y: "modesY3", predictedX: "modesPredictedX3", predictedY: "modesPredictedY3" },
] as const;

/** x and y of each direction that oscillates. */
function directionRows(history: History, step: number, isClaimed: boolean): ValueRow[] {
  const at = (column: ColumnName) => history.at(column, step);
  const predicted = (column: ColumnName) => (isClaimed ? at(column) : NaN);
  return DIRECTIONS.flatMap((direction, place) => {
    if (!Number.isFinite(at(direction.x))) return [];
    const number = "₁₂₃"[place]!;
    return [
      {
        name: `x${number}`,
        isFromCenter: true,
        descent: formatSignificant(at(direction.x), 3),
        prediction: formatSignificant(predicted(direction.predictedX), 3),
        constrained: "",
      },
      {
        name: `y${number}`,
        isFromCenter: true,
        descent: formatReading(at(direction.y), "sharpness"),
        prediction: formatReading(predicted(direction.predictedY), "sharpness"),
        constrained: "",
      },
    ];
  });
}

const MEASURED: readonly ColumnName[] = [
  "learningRate",
  "loss",
  "sharpness",
  "stabilityThreshold",
  "preconditionedSharpness",
  "sharpnessResidual",
  "eigenvalue2",
];
const OF_ONE_MODE: readonly ColumnName[] = [
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
const OF_SEVERAL_MODES: readonly ColumnName[] = [
  "modesActive",
  "modesConstrainedLoss",
  "modesConstrainedSharpness",
  "modesConstrainedEigenvalue2",
  "modesConstrainedEigenvalue3",
  "modesX",
  "modesDelta",
  "modesDistance",
  "modesPredictedLoss",
  "modesPredictedSharpness",
  "modesPredictedX",
  "modesPredictedDistance",
  ...DIRECTIONS.flatMap(({ x, y, predictedX, predictedY }) => [x, y, predictedX, predictedY]),
];

/** The same with all digits, one value per line. */
export function valuesAsText(history: History, step: number): string {
  const leading = isLedBySeveral(history, step) ? OF_SEVERAL_MODES : OF_ONE_MODE;
  const isClaimed = predictionHolds(history, step);
  const lines = [...MEASURED, ...leading].flatMap((column) => {
    const value = history.at(column, step);
    const isShown = isClaimed || !/predicted/i.test(column);
    return isShown && Number.isFinite(value) ? [`${column} ${value}`] : [];
  });
  return [`step ${formatStep(step)}`, ...lines].join("\n");
}
