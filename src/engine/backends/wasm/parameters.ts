/** Between flat float64 parameters, directions and results, and the heap. */
import type { LayerLayout } from "../../../model/network.ts";
import type { Region, WasmHeap } from "./heap.ts";

/** Copy float64 values in. */
export function write(heap: WasmHeap, values: Float64Array, to: Region): void {
  const x = heap.values;
  const { at } = to;
  for (let i = 0; i < values.length; i++) x[at + i] = values[i]!;
}

/** Wᵀ of each flat direction, side by side: in × (directions·out). */
export function writeTransposedWeights(
  heap: WasmHeap,
  layer: LayerLayout,
  flats: readonly Float64Array[],
  to: Region,
): void {
  const x = heap.values;
  const { inputs, outputs, weightOffset } = layer;
  const stride = flats.length * outputs;
  for (const [d, flat] of flats.entries()) {
    for (let o = 0; o < outputs; o++) {
      const from = weightOffset + o * inputs;
      let p = to.at + d * outputs + o;
      for (let i = 0; i < inputs; i++) {
        x[p] = flat[from + i]!;
        p += stride;
      }
    }
  }
  heap.changed(to);
}

/** W of each flat direction, side by side: out × (directions·in). */
export function writeWeights(
  heap: WasmHeap,
  layer: LayerLayout,
  flats: readonly Float64Array[],
  to: Region,
): void {
  const x = heap.values;
  const { inputs, outputs, weightOffset } = layer;
  for (const [d, flat] of flats.entries()) {
    for (let o = 0; o < outputs; o++) {
      const from = weightOffset + o * inputs;
      const row = to.at + (o * flats.length + d) * inputs;
      for (let i = 0; i < inputs; i++) x[row + i] = flat[from + i]!;
    }
  }
  heap.changed(to);
}

/** The bias of each flat direction, side by side; null without bias. */
export function writeBiases(
  heap: WasmHeap,
  layer: LayerLayout,
  flats: readonly Float64Array[],
  to: Region,
): Region | null {
  const { outputs, biasOffset } = layer;
  if (biasOffset === null) return null;
  const x = heap.values;
  for (const [d, flat] of flats.entries()) {
    const start = to.at + d * outputs;
    for (let o = 0; o < outputs; o++) x[start + o] = flat[biasOffset + o]!;
  }
  heap.changed(to);
  return to;
}

/** Add factor · (the rows of `from`, (results·out) × in) to the weights of each flat result. */
export function readWeights(
  heap: WasmHeap,
  layer: LayerLayout,
  from: Region,
  results: readonly Float64Array[],
  factor: number,
): void {
  const x = heap.values;
  const { inputs, outputs, weightOffset } = layer;
  const count = inputs * outputs;
  for (const [d, result] of results.entries()) {
    const start = from.at + d * count;
    for (let p = 0; p < count; p++) result[weightOffset + p]! += factor * x[start + p]!;
  }
}

/** Add factor · (the transpose of each in × out part of `from`) to the weights of each result. */
export function readTransposedWeights(
  heap: WasmHeap,
  layer: LayerLayout,
  from: Region,
  results: readonly Float64Array[],
  factor: number,
): void {
  const x = heap.values;
  const { inputs, outputs, weightOffset } = layer;
  for (const [d, result] of results.entries()) {
    const start = from.at + d * inputs * outputs;
    for (let o = 0; o < outputs; o++) {
      const row = weightOffset + o * inputs;
      let p = start + o;
      for (let i = 0; i < inputs; i++) {
        result[row + i]! += factor * x[p]!;
        p += outputs;
      }
    }
  }
}

/** Add factor · (sums over samples of an adjoint, given as (results·out) × samples) to the biases. */
export function readBiases(
  heap: WasmHeap,
  layer: LayerLayout,
  adjointTransposed: Region,
  samples: number,
  results: readonly Float64Array[],
  factor: number,
): void {
  const { outputs, biasOffset } = layer;
  if (biasOffset === null) return;
  const x = heap.values;
  let p = adjointTransposed.at;
  for (const result of results) {
    for (let o = 0; o < outputs; o++) {
      let sum = 0;
      for (let i = 0; i < samples; i++) sum += x[p + i]!;
      result[biasOffset + o] = factor * sum;
      p += samples;
    }
  }
}
