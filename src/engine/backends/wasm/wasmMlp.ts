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
import { writeParameters } from "./parameters.ts";
import { PointParameters } from "./pointParameters.ts";
import { thirdDerivative } from "./secondOrder.ts";
import { allocatePoint, allocateWorkspace, type PointStorage } from "./storage.ts";

/**
 * Build the network once from its description; the data are copied in once.
 * @throws Error when the wasm backend has not been set before, or has no memory left.
 */
export function createWasmMlp(description: MlpDescription, dataset: Dataset): TaylorModel {
  return createWasmMlps(description, [dataset])[0]!;
}

/**
 * The same for each group of one data set: they compute one after the other, in the same scratch space,
 * and share the parameters of a point.
 */
export function createWasmMlps(
  { sizes, bias, activation, loss }: MlpDescription,
  groups: readonly Dataset[],
): TaylorModel[] {
  const heap = new WasmHeap();
  const layers = networkLayout(sizes, bias);
  const count = parameterCount(sizes, bias);
  const largest = Math.max(...groups.map(({ samples }) => samples));
  const workspace = allocateWorkspace(heap, layers, largest, count);
  const points = new PointParameters(heap, layers);
  let users = groups.length;
  const release = () => {
    if (--users > 0) return;
    points.dispose();
    workspace.free();
    heap.free();
  };
  return groups.map((dataset) => {
    const { samples, inputSize, outputSize } = dataset;
    const data = heap.allocate([
      samples * paddedWidth(inputSize),
      samples * paddedWidth(outputSize),
    ]);
    const network: WasmNetwork = {
      heap,
      layers,
      parameterCount: count,
      samples,
      activation: heap.kernels[activation],
      loss: FUSED_LOSSES[loss],
      inputs: data.regions[0]!,
      targets: data.regions[1]!,
      workspace,
    };
    writeRows(heap, dataset.inputs, inputSize, network.inputs);
    writeRows(heap, dataset.targets, outputSize, network.targets);
    return modelOf(network, points, () => {
      data.free();
      release();
    });
  });
}

function modelOf(network: WasmNetwork, points: PointParameters, release: () => void): TaylorModel {
  const { heap, layers, samples, parameterCount: count } = network;
  const unused: PointStorage[] = [];
  let isDisposed = false;
  return {
    parameterCount: count,
    precision: "float32",
    directionsPerPass: 1,
    async expandAt(parameters) {
      if (parameters.length !== count) {
        throw new RangeError(`got ${parameters.length} parameters, the network has ${count}`);
      }
      const storage = unused.pop() ?? allocatePoint(heap, layers, samples);
      const theta = points.lend(parameters, network, (to) => {
        writeParameters(network, parameters, to);
      });
      storage.layers = theta.layers;
      return expansionPoint(network, storage, parameters, () => {
        theta.giveBack();
        if (isDisposed) storage.free();
        else unused.push(storage);
      });
    },
    dispose() {
      isDisposed = true;
      for (const storage of unused.splice(0)) storage.free();
      release();
    },
  };
}

function expansionPoint(
  network: WasmNetwork,
  storage: PointStorage,
  parameters: Float64Array,
  release: () => void,
): ExpansionPoint {
  const { loss, gradient } = basePass(network, storage);
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
