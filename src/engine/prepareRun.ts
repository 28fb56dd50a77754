import type { Dataset } from "../model/dataset.ts";
import { loadDataset } from "../model/datasets/loadDataset.ts";
import type { Experiment } from "../model/experiment.ts";
import type { FileRows } from "../model/ownData/fileRows.ts";
import { initialParameters } from "../model/initialParameters.ts";
import { layerSizes } from "../model/network.ts";
import type { OpenedBackend } from "./backends/openBackend.ts";
import type { MlpDescription } from "./taylor/mlp.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";

/** An experiment made concrete: its data in memory, its network described, its start drawn. */
export interface Problem {
  experiment: Experiment;
  description: MlpDescription;
  dataset: Dataset;
  /** θ₀ */
  parameters: Float64Array;
}

/** A problem with its network built on a backend. */
export interface PreparedRun extends Problem {
  model: TaylorModel;
}

/**
 * @param readBinary reads a file of the app's data folder.
 * @param ownRows what the viewer's own files hold, where the experiment is on them
 * @throws Error with a sentence when data cannot be read.
 */
export async function prepareProblem(
  experiment: Experiment,
  readBinary: (fileName: string) => Promise<Uint8Array>,
  ownRows: FileRows | null = null,
): Promise<Problem> {
  const dataset = await loadDataset(experiment.data, readBinary, ownRows);
  const { activation, bias } = experiment.model;
  const sizes = layerSizes(experiment, dataset.inputSize, dataset.outputSize);
  return {
    experiment,
    description: { sizes, bias, activation, loss: experiment.loss },
    dataset,
    parameters: initialParameters(experiment.init, sizes, bias),
  };
}

/** The same, with the network built on `backend`. */
export async function prepareRun(
  experiment: Experiment,
  backend: OpenedBackend,
  readBinary: (fileName: string) => Promise<Uint8Array>,
): Promise<PreparedRun> {
  const problem = await prepareProblem(experiment, readBinary);
  return { ...problem, model: backend.createModel(problem.description, problem.dataset) };
}
