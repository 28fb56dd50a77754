import type { Dataset } from "../model/dataset.ts";
import { loadDataset } from "../model/datasets/loadDataset.ts";
import type { Experiment } from "../model/experiment.ts";
import { initialParameters } from "../model/initialParameters.ts";
import { layerSizes } from "../model/network.ts";
import type { OpenedBackend } from "./backends/openBackend.ts";
import type { MlpDescription } from "./taylor/mlp.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";

/** An experiment made concrete: its data in memory, its network built, its start drawn. */
export interface PreparedRun {
  model: TaylorModel;
  dataset: Dataset;
  /** θ₀ */
  parameters: Float64Array;
}

/**
 * @param readBinary reads a file of the app's data folder.
 * @throws Error with a sentence when data cannot be read.
 */
export async function prepareRun(
  experiment: Experiment,
  backend: OpenedBackend,
  readBinary: (fileName: string) => Promise<Uint8Array>,
): Promise<PreparedRun> {
  const dataset = await loadDataset(experiment.data, readBinary);
  const { activation, bias } = experiment.model;
  const sizes = layerSizes(experiment, dataset.inputSize, dataset.outputSize);
  const description: MlpDescription = { sizes, bias, activation, loss: experiment.loss };
  return {
    model: backend.createModel(description, dataset),
    dataset,
    parameters: initialParameters(experiment.init, sizes, bias),
  };
}
