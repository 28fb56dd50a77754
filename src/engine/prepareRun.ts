import type { Dataset } from "../model/dataset.ts";
import { loadDataset } from "../model/datasets/loadDataset.ts";
import type { Experiment, Loss, MlpModel } from "../model/experiment.ts";
import type { FileRows } from "../model/ownData/fileRows.ts";
import { initialParameters } from "../model/initialParameters.ts";
import { layerSizes } from "../model/network.ts";
import { networkLayers, parameterLayouts } from "../model/networkLayers.ts";
import { isReduced } from "../model/workload/isReduced.ts";
import { workloadOf } from "../model/workload/workload.ts";
import type { OpenedBackend } from "./backends/openBackend.ts";
import { assertFits } from "./memoryLimits.ts";
import { pacedModel } from "./pacing/pacedModel.ts";
import type { Pace } from "./pacing/turns.ts";
import { reduceData, type ReductionProgress } from "./reduction/reduceData.ts";
import { reducedNetwork, type Reduction } from "./reduction/reduction.ts";
import type { NetworkDescription } from "./taylor/networkDescription.ts";
import type { TaylorModel } from "./taylor/taylorModel.ts";

/**
 * An experiment made concrete: its data in memory, its network described, its start drawn; all of them
 * reduced where the first layer can be.
 */
export interface Problem {
  experiment: Experiment;
  description: NetworkDescription;
  dataset: Dataset;
  /** θ₀ */
  parameters: Float64Array;
  /** From the experiment's own network to this one; null where they are the same. */
  reduction: Reduction | null;
}

/** A problem with its network built on a backend. */
export interface PreparedRun extends Problem {
  model: TaylorModel;
}

/**
 * @param readBinary reads a file of the app's data folder.
 * @param ownRows what the viewer's own files hold, where the experiment is on them
 * @throws Error with a sentence when data cannot be read, and what `onReduction` throws.
 */
export async function prepareProblem(
  experiment: Experiment,
  readBinary: (fileName: string) => Promise<Uint8Array>,
  onReduction: ReductionProgress = () => Promise.resolve(),
  ownRows: FileRows | null = null,
): Promise<Problem> {
  const problem = await wholeProblem(experiment, readBinary, ownRows);
  const { description, dataset, parameters } = problem;
  if ("layers" in description || !isReduced(experiment, dataset)) return problem;
  const reduced = await reduceData(experiment.data, dataset, onReduction);
  const network = reducedNetwork(description, parameters, reduced);
  return network === null ? problem : { ...problem, ...network, dataset: reduced.dataset };
}

/** The experiment's own network, nothing reduced. */
export async function wholeProblem(
  experiment: Experiment,
  readBinary: (fileName: string) => Promise<Uint8Array>,
  ownRows: FileRows | null = null,
): Promise<Problem> {
  const dataset = await loadDataset(experiment.data, readBinary, ownRows);
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
    reduction: null,
  };
}

function mlpDescription(
  { hidden, activation, bias }: MlpModel,
  loss: Loss,
  { inputSize, outputSize }: Dataset,
): NetworkDescription {
  return { sizes: layerSizes(hidden, inputSize, outputSize), bias, activation, loss };
}

/** The problem's network on `backend`. */
export function buildModel(
  { description, dataset, reduction }: Problem,
  backend: Pick<OpenedBackend, "createModel">,
  pace: Pace | null = null,
): TaylorModel {
  const built = backend.createModel(description, dataset);
  const model = pace === null ? built : pacedModel(built, pace);
  return reduction === null ? model : { ...model, lift: (direction) => reduction.lift(direction) };
}

/**
 * The same, with the network built on `backend`; of memory only what the backend can address is a limit.
 * @throws Error with a sentence also when that is not enough.
 */
export async function prepareRun(
  experiment: Experiment,
  backend: OpenedBackend,
  readBinary: (fileName: string) => Promise<Uint8Array>,
  ownRows: FileRows | null = null,
): Promise<PreparedRun> {
  const limits = { total: Infinity, buffer: Infinity };
  assertFits([backend.name], workloadOf(experiment), limits);
  const problem = await prepareProblem(experiment, readBinary, undefined, ownRows);
  return { ...problem, model: buildModel(problem, backend) };
}
