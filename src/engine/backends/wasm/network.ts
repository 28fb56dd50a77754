/** What all passes of one network share. */
import type { LayerLayout } from "../../../model/network.ts";
import { paddedWidth, type Region, type WasmHeap } from "./heap.ts";
import type { ActivationKernel } from "./kernels.ts";
import type { FusedLoss, LossPlaces } from "./losses.ts";
import type { PointStorage, Workspace } from "./storage.ts";

export interface WasmNetwork {
  heap: WasmHeap;
  layers: LayerLayout[];
  /** d */
  parameterCount: number;
  samples: number;
  activation: ActivationKernel;
  loss: FusedLoss;
  /** n × inputSize */
  inputs: Region;
  /** n × outputSize */
  targets: Region;
  workspace: Workspace;
}

/** Where the loss of a point finds what it needs. */
export function lossPlaces(network: WasmNetwork, point: PointStorage): LossPlaces {
  const { outputs } = network.layers.at(-1)!;
  return {
    target: floatIndex(network.targets),
    curvature: floatIndex(point.lossCurvature),
    third: floatIndex(point.lossThird),
    samples: network.samples,
    outputs,
    rowLength: paddedWidth(outputs),
  };
}

/** Index of a region's first float in the heap seen as floats. */
export function floatIndex(region: Region): number {
  return region.at / 4;
}

/** Floats of a signal behind layer l, padding included. */
export function signalLength(network: WasmNetwork, l: number): number {
  return network.samples * paddedWidth(network.layers[l]!.outputs);
}

/** The input of layer l at a point: the data, or the activation before it. */
export function layerInput(network: WasmNetwork, point: PointStorage, l: number): Region {
  return l === 0 ? network.inputs : point.activations[l - 1]!.value;
}
