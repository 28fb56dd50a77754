/**
 * Replayed steps on one small fixed problem, held to the float64 engine. Comparing bits finds a faulty
 * recording; a driver that compiles the programs wrongly gives the same wrong bits both ways.
 */
import { randomStream } from "../../../../math/random.ts";
import type { Dataset } from "../../../../model/dataset.ts";
import type { Experiment } from "../../../../model/experiment.ts";
import { parameterCount } from "../../../../model/network.ts";
import { defaultExperiment } from "../../../../model/parseExperiment.ts";
import type { ColumnName, Row } from "../../../../protocol/columns.ts";
import type { RunAccelerator } from "../../../accelerator.ts";
import { SCREEN_PRECISION } from "../../../precisions.ts";
import { Run } from "../../../run.ts";
import type { MlpDescription } from "../../../taylor/mlp.ts";
import { createFloat64Mlp } from "../../float64/float64Mlp.ts";

/** More parameters than a workgroup has threads. */
const SIZES = [1, 24, 12, 1];
export const TRIAL_DESCRIPTION: MlpDescription = {
  sizes: SIZES,
  bias: true,
  activation: "tanh",
  loss: "mse",
};
const INPUTS = Float64Array.from({ length: 12 }, (_, i) => -1 + (2 * i) / 11);
/** T₃ at twelve points. */
export const TRIAL_DATASET: Dataset = {
  inputs: INPUTS,
  targets: INPUTS.map((x) => 4 * x ** 3 - 3 * x),
  samples: 12,
  inputSize: 1,
  outputSize: 1,
};
/** One percent beyond the edge, where the projection has something to do; α is positive there. */
const LEARNING_RATE = 0.101;
const SEED = 18;
const ROWS = 4;
/** Single precision gives 1e-4 at most; wrong programs give 1. */
const TOLERANCE = 1e-2;
const COMPARED: readonly ColumnName[] = [
  "loss",
  "sharpness",
  "eigenvalue2",
  "constrainedLoss",
  "constrainedSharpness",
  "alpha",
  "beta",
  "x",
  "y",
  "distance",
  "predictedX",
  "predictedDistance",
  "predictedLoss",
  "predictedSharpness",
  "cubicX",
  "cubicLoss",
  "cubicSharpness",
  "flowLoss",
  "flowSharpness",
  "flowDistance",
];

export function trialParameters(): Float64Array {
  const { normal } = randomStream(SEED);
  return Float64Array.from({ length: parameterCount(SIZES, true) }, () => 0.4 * normal());
}

/**
 * @param accelerator of the trial problem; disposed here.
 * @returns a column that is off, or null when all is well.
 */
export async function replaySelfTest(
  accelerator: RunAccelerator,
  eigenpairs: number,
  hasOverlays: boolean,
): Promise<string | null> {
  const experiment: Experiment = {
    ...defaultExperiment(),
    learningRate: LEARNING_RATE,
    eigenvalues: eigenpairs,
    overlays: hasOverlays ? ["constrained", "prediction", "flow"] : [],
  };
  let wasUsed = false;
  const observed: RunAccelerator = {
    ...accelerator,
    read() {
      wasUsed = true;
      return accelerator.read();
    },
  };
  const expected = await trialRows(experiment, null);
  const rows = await trialRows(experiment, observed);
  if (!wasUsed) return "residual";
  const off = COMPARED.find((name) => {
    const scale = Math.max(...expected.map((row) => Math.abs(row[name]) || 0));
    return rows.some((row, t) => {
      const wanted = expected[t]![name];
      return !Number.isNaN(wanted) && !(Math.abs(row[name] - wanted) <= TOLERANCE * scale);
    });
  });
  return off ?? null;
}

async function trialRows(
  experiment: Experiment,
  accelerator: RunAccelerator | null,
): Promise<Row[]> {
  const model = createFloat64Mlp(TRIAL_DESCRIPTION, TRIAL_DATASET);
  const start = trialParameters();
  // Small eigenvalues far behind the second take more rounds than a step has at first.
  const tolerance = { ...SCREEN_PRECISION.tolerance, others: 2e-2 };
  const precision = { tolerance, iterateTolerance: tolerance, projectionRounds: 1 };
  const run = await Run.begin(model, experiment, start, { precision, startAt: start, accelerator });
  const rows: Row[] = [];
  while (rows.length < ROWS) rows.push(...(await run.nextRows(ROWS - rows.length)));
  // Whoever has the run now computed the last row.
  await run.settle();
  run.dispose();
  model.dispose();
  return rows;
}
