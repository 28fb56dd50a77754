/**
 * The columns of a trace (contract, version 1): one value per step from 0, NaN where not defined
 * (null in files). The same names stream to the page, are drawn, and are exported.
 */
export const COLUMN_NAMES = [
  "step",
  "learningRate",
  "loss",
  "sharpness",
  "eigenvalue2",
  "eigenvalue3",
  "eigenvalue4",
  "eigenvalue5",
  "eigenvalue6",
  "sharpnessResidual",
  /** The line of another rule than gradient descent, whose line is 2/η. */
  "stabilityThreshold",
  /** λ₁ of P^(−1/2) ∇²L P^(−1/2), which that line is for, where a rule has a preconditioner P. */
  "preconditionedSharpness",
  "constrainedLoss",
  "constrainedSharpness",
  "alpha",
  "beta",
  "delta",
  "x",
  "y",
  "distance",
  "predictedX",
  "predictedY",
  "predictedDistance",
  "predictedLoss",
  "predictedSharpness",
  "cubicX",
  "cubicY",
  "cubicLoss",
  "cubicSharpness",
  "flowLoss",
  "flowSharpness",
  "flowDistance",
  "flowFromStartLoss",
  "flowFromStartSharpness",
  "flowFromStartDistance",
  "frozenQuadraticLoss",
  "frozenQuadraticSharpness",
  "frozenQuadraticDistance",
  "frozenCubicLoss",
  "frozenCubicSharpness",
  "frozenCubicDistance",
  "modesActive",
  "modesConstrainedLoss",
  "modesConstrainedSharpness",
  "modesConstrainedEigenvalue2",
  "modesConstrainedEigenvalue3",
  "modesPredictedLoss",
  "modesPredictedSharpness",
  "modesPredictedX",
  "modesPredictedDistance",
  "modesX",
  "modesDistance",
  /** √tr Σ, the size of the oscillation that holds their θ† back: δ where one is active. */
  "modesDelta",
  /** Of the single modes, for drawing: x along each and its curvature above 2/η. */
  "modesX1",
  "modesX2",
  "modesX3",
  "modesY1",
  "modesY2",
  "modesY3",
  "modesPredictedX1",
  "modesPredictedX2",
  "modesPredictedX3",
  "modesPredictedY1",
  "modesPredictedY2",
  "modesPredictedY3",
  "centralLoss",
  "centralLossAverage",
  "centralSharpness",
  "centralEigenvalue2",
  "centralTrace",
  "centralX",
  "centralDistance",
  "stage",
] as const;

export type ColumnName = (typeof COLUMN_NAMES)[number];

/** One row: every column at one step; NaN where not defined. */
export type Row = Record<ColumnName, number>;

/** Consecutive rows, column by column; the arrays are transferred, never copied. */
export interface ColumnBatch {
  firstStep: number;
  length: number;
  columns: Record<ColumnName, Float64Array<ArrayBuffer>>;
}
