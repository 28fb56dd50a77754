/** Between flat float64 parameters, directions and results, and the heap. */
import type { LayerLayout } from "../../../model/network.ts";
import type { Region, WasmHeap } from "./heap.ts";

/** Copy float64 values in. */
export function write(heap: WasmHeap, values: Float64Array, to: Region): void {
  heap.values.set(values, to.at);
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
    const start = to.at + d * outputs;
    let o = 0;
    // Eight rows at a time: what is written together then shares cache lines.
    for (; o + 7 < outputs; o += 8) {
      let f = weightOffset + o * inputs;
      let t = start + o;
      for (let i = 0; i < inputs; i++) {
        x[t] = flat[f]!;
        x[t + 1] = flat[f + inputs]!;
        x[t + 2] = flat[f + 2 * inputs]!;
        x[t + 3] = flat[f + 3 * inputs]!;
        x[t + 4] = flat[f + 4 * inputs]!;
        x[t + 5] = flat[f + 5 * inputs]!;
        x[t + 6] = flat[f + 6 * inputs]!;
        x[t + 7] = flat[f + 7 * inputs]!;
        f++;
        t += stride;
      }
    }
    for (; o < outputs; o++) {
      const row = weightOffset + o * inputs;
      for (let i = 0; i < inputs; i++) x[start + o + i * stride] = flat[row + i]!;
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
  if (flats.length === 1) {
    x.set(flats[0]!.subarray(weightOffset, weightOffset + inputs * outputs), to.at);
  } else {
    for (const [d, flat] of flats.entries()) {
      for (let o = 0; o < outputs; o++) {
        const from = weightOffset + o * inputs;
        const row = to.at + (o * flats.length + d) * inputs;
        for (let i = 0; i < inputs; i++) x[row + i] = flat[from + i]!;
      }
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

/** The rows of `from`, (results·out) × in, as the weights of each flat result. */
export function readWeights(
  heap: WasmHeap,
  layer: LayerLayout,
  from: Region,
  results: readonly Float64Array[],
): void {
  const x = heap.values;
  const { inputs, outputs, weightOffset } = layer;
  const count = inputs * outputs;
  for (const [d, result] of results.entries()) {
    const start = from.at + d * count;
    // Several times as fast as a loop: both arrays convert in the engine itself.
    result.set(x.subarray(start, start + count), weightOffset);
  }
}

/** Add `from`, out × in, to the weights of a flat result. */
export function addWeights(
  heap: WasmHeap,
  layer: LayerLayout,
  from: Region,
  result: Float64Array,
): void {
  const x = heap.values;
  const { inputs, outputs, weightOffset } = layer;
  const { at } = from;
  for (let p = 0; p < inputs * outputs; p++) result[weightOffset + p]! += x[at + p]!;
}

/** Add the transpose of each in × out part of `from` to the weights of each flat result. */
export function addTransposedWeights(
  heap: WasmHeap,
  layer: LayerLayout,
  from: Region,
  results: readonly Float64Array[],
): void {
  const x = heap.values;
  const { inputs, outputs, weightOffset } = layer;
  for (const [d, result] of results.entries()) {
    const start = from.at + d * inputs * outputs;
    let o = 0;
    // Eight rows at a time: what is read together then shares cache lines.
    for (; o + 7 < outputs; o += 8) {
      let t = weightOffset + o * inputs;
      let f = start + o;
      for (let i = 0; i < inputs; i++) {
        result[t]! += x[f]!;
        result[t + inputs]! += x[f + 1]!;
        result[t + 2 * inputs]! += x[f + 2]!;
        result[t + 3 * inputs]! += x[f + 3]!;
        result[t + 4 * inputs]! += x[f + 4]!;
        result[t + 5 * inputs]! += x[f + 5]!;
        result[t + 6 * inputs]! += x[f + 6]!;
        result[t + 7 * inputs]! += x[f + 7]!;
        t++;
        f += outputs;
      }
    }
    for (; o < outputs; o++) {
      const row = weightOffset + o * inputs;
      for (let i = 0; i < inputs; i++) result[row + i]! += x[start + o + i * outputs]!;
    }
  }
}

/** Sums over samples of an adjoint, given as (results·out) × samples, as the biases. */
export function readBiases(
  heap: WasmHeap,
  layer: LayerLayout,
  adjointTransposed: Region,
  samples: number,
  results: readonly Float64Array[],
): void {
  const { outputs, biasOffset } = layer;
  if (biasOffset === null) return;
  const x = heap.values;
  let p = adjointTransposed.at;
  for (const result of results) {
    for (let o = 0; o < outputs; o++) {
      const end = p + samples;
      // Two sums at a time: one alone waits for each addition.
      let even = 0;
      let odd = 0;
      for (; p + 1 < end; p += 2) {
        even += x[p]!;
        odd += x[p + 1]!;
      }
      result[biasOffset + o] = even + odd + (p < end ? x[p]! : 0);
      p = end;
    }
  }
}
