import type { Dataset } from "../../../model/dataset.ts";
import { networkLayout, parameterCount, type LayerLayout } from "../../../model/network.ts";
import type { MlpDescription } from "../../taylor/mlp.ts";
import type { ActivationKernel } from "./activations/activationKernel.ts";
import { ACTIVATION_KERNELS } from "./activations/activationKernels.ts";
import type { LossKernel } from "./losses/lossKernel.ts";
import { LOSS_KERNELS } from "./losses/lossKernels.ts";

/** What every pass needs and no pass changes. */
export interface Network {
  layers: LayerLayout[];
  activation: ActivationKernel;
  loss: LossKernel;
  /** n × inputSize */
  inputs: Float64Array;
  /** n × outputSize */
  targets: Float64Array;
  /** n */
  samples: number;
  /** d */
  parameterCount: number;
}

export function describeNetwork(description: MlpDescription, dataset: Dataset): Network {
  const { sizes, bias, activation, loss } = description;
  return {
    layers: networkLayout(sizes, bias),
    activation: ACTIVATION_KERNELS[activation],
    loss: LOSS_KERNELS[loss],
    inputs: dataset.inputs.slice(),
    targets: dataset.targets.slice(),
    samples: dataset.samples,
    parameterCount: parameterCount(sizes, bias),
  };
}
