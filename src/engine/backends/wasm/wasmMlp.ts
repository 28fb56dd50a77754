/**
 * A multilayer perceptron's training loss on TensorFlow.js's wasm backend: the Taylor passes of
 * `taylor/mlp.ts` in our own kernels, all of them in wasm's memory. All space is allocated once and
 * used again.
 */
import type { Dataset } from "../../../model/dataset.ts";
import { networkLayout, parameterCount } from "../../../model/network.ts";
import type { MlpDescription } from "../../taylor/mlp.ts";
import type { ExpansionPoint, TaylorModel } from "../../taylor/taylorModel.ts";
import { basePass } from "./basePass.ts";
import { hessianProduct } from "./firstOrder.ts";
import { paddedWidth, WasmHeap, type Region } from "./heap.ts";
import { FUSED_LOSSES } from "./losses.ts";
import { floatIndex, type WasmNetwork } from "./network.ts";
import { thirdDerivative } from "./secondOrder.ts";
import { allocatePoint, allocateWorkspace, type PointStorage } from "./storage.ts";

/**
 * Build the network once from its description; the data are copied in once.
 * @throws Error when the wasm backend has not been set before, or has no memory left.
 */
export function createWasmMlp(description: MlpDescription, dataset: Dataset): TaylorModel {
  const heap = new WasmHeap();
  const { samples } = dataset;
  const layers = networkLayout(description.sizes, description.bias);
  const count = parameterCount(description.sizes, description.bias);
  const data = heap.allocate([
    samples * paddedWidth(dataset.inputSize),
    samples * paddedWidth(dataset.outputSize),
  ]);
  const network: WasmNetwork = {
    heap,
    layers,
    parameterCount: count,
    samples,
    activation: heap.kernels[description.activation],
    loss: FUSED_LOSSES[description.loss],
    inputs: data.regions[0]!,
    targets: data.regions[1]!,
    workspace: allocateWorkspace(heap, layers, samples, count),
  };
  writeRows(heap, dataset.inputs, dataset.inputSize, network.inputs);
  writeRows(heap, dataset.targets, dataset.outputSize, network.targets);

  const unused: PointStorage[] = [];
  let isDisposed = false;
  return {
    parameterCount: network.parameterCount,
    precision: "float32",
    directionsPerPass: 1,
    expandAt(parameters) {
      if (parameters.length !== network.parameterCount) {
        const counts = `${parameters.length} parameters, the network has ${network.parameterCount}`;
        return Promise.reject(new RangeError(`got ${counts}`));
      }
      const storage = unused.pop() ?? allocatePoint(heap, layers, samples);
      return Promise.resolve(
        expansionPoint(network, storage, parameters, () => {
          if (isDisposed) storage.free();
          else unused.push(storage);
        }),
      );
    },
    dispose() {
      isDisposed = true;
      for (const storage of unused.splice(0)) storage.free();
      network.workspace.free();
      data.free();
      heap.free();
    },
  };
}

function expansionPoint(
  network: WasmNetwork,
  storage: PointStorage,
  parameters: Float64Array,
  release: () => void,
): ExpansionPoint {
  const { loss, gradient } = basePass(network, storage, parameters);
  let isOpen = true;
  return {
    parameters,
    loss,
    gradient,
    hessianProducts: (directions) =>
      Promise.resolve(directions.map((direction) => hessianProduct(network, storage, direction))),
    thirdDerivative: (direction) => Promise.resolve(thirdDerivative(network, storage, direction)),
    dispose() {
      if (isOpen) release();
      isOpen = false;
    },
  };
}

/** Rows of `width` values, padded. */
function writeRows(heap: WasmHeap, values: Float64Array, width: number, to: Region): void {
  const x = heap.floats;
  let at = floatIndex(to);
  for (let start = 0; start < values.length; start += width) {
    x.set(values.subarray(start, start + width), at);
    at += paddedWidth(width);
  }
}
