import type { Dataset } from "../model/dataset.ts";
import { loadDataset } from "../model/datasets/loadDataset.ts";
import type { Experiment, Loss, MlpModel } from "../model/experiment.ts";
import { initialParameters } from "../model/initialParameters.ts";
import { layerSizes } from "../model/network.ts";
import { networkLayers, parameterLayouts } from "../model/networkLayers.ts";
import type { OpenedBackend } from "./backends/openBackend.ts";
import type { NetworkDescription } from "./taylor/networkDescription.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";

/** An experiment made concrete: its data in memory, its network described, its start drawn. */
export interface Problem {
  experiment: Experiment;
  description: NetworkDescription;
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
 * @throws Error with a sentence when data cannot be read.
 */
export async function prepareProblem(
  experiment: Experiment,
  readBinary: (fileName: string) => Promise<Uint8Array>,
): Promise<Problem> {
  const dataset = await loadDataset(experiment.data, readBinary);
  const { model, loss } = experiment;
  const layers = networkLayers(model, dataset);
  return {
    experiment,
    description:
      model.kind === "mlp"
        ? mlpDescription(model, loss, dataset)
        : { layers, activation: model.activation, loss },
    dataset,
    parameters: initialParameters(experiment.init, parameterLayouts(layers)),
  };
}

function mlpDescription(
  { hidden, activation, bias }: MlpModel,
  loss: Loss,
  { inputSize, outputSize }: Dataset,
): NetworkDescription {
  return { sizes: layerSizes(hidden, inputSize, outputSize), bias, activation, loss };
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
