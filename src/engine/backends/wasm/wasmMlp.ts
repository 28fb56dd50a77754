/**
 * A multilayer perceptron's training loss on TensorFlow.js's wasm backend: the Taylor passes of
 * `taylor/mlp.ts` with matrix products by XNNPACK and everything between them fused into loops over
 * wasm's memory. All space is allocated once and used again.
 */
import type { Dataset } from "../../../model/dataset.ts";
import { networkLayout, parameterCount } from "../../../model/network.ts";
import type { MlpDescription } from "../../taylor/mlp.ts";
import type { ExpansionPoint, TaylorModel } from "../../taylor/taylorModel.ts";
import { FUSED_ACTIVATIONS } from "./activations.ts";
import { basePass } from "./basePass.ts";
import { hessianProducts } from "./firstOrder.ts";
import { WasmHeap } from "./heap.ts";
import { FUSED_LOSSES } from "./losses.ts";
import type { WasmNetwork } from "./network.ts";
import { write } from "./parameters.ts";
import { thirdDerivative } from "./secondOrder.ts";
import { allocatePoint, allocateWorkspace, type PointStorage } from "./storage.ts";

/** Directions are stacked up to this many floats a signal: beyond, stacking saves no time. */
const STACKED_FLOATS = 1 << 15;
const MOST_DIRECTIONS = 6;

/**
 * Build the network once from its description; the data are copied in once.
 * @throws Error when the wasm backend has not been set before, or has no memory left.
 */
export function createWasmMlp(description: MlpDescription, dataset: Dataset): TaylorModel {
  const heap = new WasmHeap();
  const { samples } = dataset;
  const layers = networkLayout(description.sizes, description.bias);
  const widest = Math.max(...layers.map((layer) => layer.outputs));
  const directions = Math.floor(STACKED_FLOATS / (samples * widest));
  const data = heap.allocate([dataset.inputs.length, dataset.targets.length]);
  const network: WasmNetwork = {
    heap,
    layers,
    parameterCount: parameterCount(description.sizes, description.bias),
    samples,
    activation: FUSED_ACTIVATIONS[description.activation],
    loss: FUSED_LOSSES[description.loss],
    inputs: data.regions[0]!,
    targets: data.regions[1]!,
    workspace: allocateWorkspace(
      heap,
      layers,
      samples,
      Math.min(Math.max(directions, 1), MOST_DIRECTIONS),
    ),
  };
  write(heap, dataset.inputs, network.inputs);
  write(heap, dataset.targets, network.targets);

  const unused: PointStorage[] = [];
  let isDisposed = false;
  return {
    parameterCount: network.parameterCount,
    precision: "float32",
    directionsPerPass: network.workspace.directions,
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
  const atOnce = network.workspace.directions;
  let isOpen = true;
  return {
    parameters,
    loss,
    gradient,
    hessianProducts(directions) {
      const products: Float64Array[] = [];
      for (let start = 0; start < directions.length; start += atOnce) {
        const block = directions.slice(start, start + atOnce);
        products.push(...hessianProducts(network, storage, block));
      }
      return Promise.resolve(products);
    },
    thirdDerivative: (direction) => Promise.resolve(thirdDerivative(network, storage, direction)),
    dispose() {
      if (isOpen) release();
      isOpen = false;
    },
  };
}
