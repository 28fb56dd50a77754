/** What all passes of one network share. */
import type { LayerLayout } from "../../../model/network.ts";
import type { FusedActivation } from "./activations.ts";
import type { Region, WasmHeap } from "./heap.ts";
import type { FusedLoss, LossPlaces } from "./losses.ts";
import type { PointStorage, Workspace } from "./storage.ts";

export interface WasmNetwork {
  heap: WasmHeap;
  layers: LayerLayout[];
  /** d */
  parameterCount: number;
  samples: number;
  activation: FusedActivation;
  loss: FusedLoss;
  /** n × inputSize */
  inputs: Region;
  /** n × outputSize */
  targets: Region;
  workspace: Workspace;
}

/** Where the loss of a point finds what it needs. */
export function lossPlaces(network: WasmNetwork, point: PointStorage): LossPlaces {
  return {
    target: network.targets.at,
    curvature: point.lossCurvature.at,
    third: point.lossThird.at,
    samples: network.samples,
    outputs: network.layers.at(-1)!.outputs,
  };
}

/** The input of layer l at a point: the data, or the activation before it. */
export function layerInput(network: WasmNetwork, point: PointStorage, l: number): Region {
  return l === 0 ? network.inputs : point.activations[l - 1]!.value;
}
