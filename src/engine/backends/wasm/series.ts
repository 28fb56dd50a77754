/** The series steps between two matrix products, as loops over the heap. */
import type { Region, WasmHeap } from "./heap.ts";
import type { PointActivation } from "./storage.ts";

/** Samples, directions side by side, width of the layer. */
export interface Extent {
  samples: number;
  directions: number;
  width: number;
}

/** z₁ ← z₁ + term (null is zero), h₁ = φ'z₁, for directions interleaved by sample. */
export function forwardFirst(
  heap: WasmHeap,
  at: PointActivation,
  { samples, directions, width }: Extent,
  z: Region,
  term: Region | null,
  h: Region,
): void {
  const x = heap.values;
  for (let i = 0; i < samples; i++) {
    const slope = at.first.at + i * width;
    for (let d = 0; d < directions; d++) {
      const row = (i * directions + d) * width;
      const zRow = z.at + row;
      const hRow = h.at + row;
      if (term === null) {
        for (let j = 0; j < width; j++) x[hRow + j] = x[slope + j]! * x[zRow + j]!;
      } else {
        const termRow = term.at + row;
        for (let j = 0; j < width; j++) {
          const sum = x[zRow + j]! + x[termRow + j]!;
          x[zRow + j] = sum;
          x[hRow + j] = x[slope + j]! * sum;
        }
      }
    }
  }
}

/** z₂ ← z₂ + term (both zero when `term` is null), h₂ = φ'z₂ + ½φ''z₁². */
export function forwardSecond(
  heap: WasmHeap,
  at: PointActivation,
  count: number,
  z1: Region,
  z2: Region,
  term: Region | null,
  h2: Region,
): void {
  const x = heap.values;
  const [first, second, z1At, z2At, h2At] = [at.first.at, at.second.at, z1.at, z2.at, h2.at];
  if (term === null) {
    x.fill(0, z2At, z2At + count);
    for (let p = 0; p < count; p++) {
      const z = x[z1At + p]!;
      x[h2At + p] = 0.5 * x[second + p]! * z * z;
    }
    return;
  }
  const termAt = term.at;
  for (let p = 0; p < count; p++) {
    const z = x[z1At + p]!;
    const sum = x[z2At + p]! + x[termAt + p]!;
    x[z2At + p] = sum;
    x[h2At + p] = x[first + p]! * sum + 0.5 * x[second + p]! * z * z;
  }
}

/** z ← z + term: a layer without activation. */
export function addTerm(heap: WasmHeap, count: number, z: Region, term: Region): void {
  const x = heap.values;
  const [zAt, termAt] = [z.at, term.at];
  for (let p = 0; p < count; p++) x[zAt + p]! += x[termAt + p]!;
}

/** ∂L/∂z from g = ∂L/∂a, and what higher orders need of g: φ'g, φ''g, φ'''g. */
export function backwardBase(
  heap: WasmHeap,
  at: PointActivation,
  count: number,
  g: Region,
  adjoint: Region,
): void {
  const x = heap.values;
  const [first, second, gAt, adjointAt] = [at.first.at, at.second.at, g.at, adjoint.at];
  const [adjointSecond, adjointThird] = [at.adjointSecond.at, at.adjointThird.at];
  for (let p = 0; p < count; p++) {
    const value = x[gAt + p]!;
    x[adjointAt + p] = x[first + p]! * value;
    x[adjointSecond + p] = x[second + p]! * value;
    x[adjointThird + p]! *= value;
  }
}

/** ε¹ of ∂L/∂z: φ'g₁ + g₀φ''z₁, with g₁ = ga + gb, for directions interleaved by sample. */
export function backwardFirst(
  heap: WasmHeap,
  at: PointActivation,
  { samples, directions, width }: Extent,
  ga: Region,
  gb: Region,
  z: Region,
  adjoint: Region,
): void {
  const x = heap.values;
  for (let i = 0; i < samples; i++) {
    const slope = at.first.at + i * width;
    const bend = at.adjointSecond.at + i * width;
    for (let d = 0; d < directions; d++) {
      const row = (i * directions + d) * width;
      const gaRow = ga.at + row;
      const gbRow = gb.at + row;
      const zRow = z.at + row;
      const to = adjoint.at + row;
      for (let j = 0; j < width; j++) {
        const g = x[gaRow + j]! + x[gbRow + j]!;
        x[to + j] = x[slope + j]! * g + x[bend + j]! * x[zRow + j]!;
      }
    }
  }
}

/**
 * ε² of ∂L/∂z: φ'g₂ + g₁φ''z₁ + g₀(φ''z₂ + ½φ'''z₁²), with g₁ = g1a + g1b and g₂ = g2a + g2b.
 */
export function backwardSecond(
  heap: WasmHeap,
  at: PointActivation,
  count: number,
  [g1a, g1b, g2a, g2b]: readonly [Region, Region, Region, Region],
  z1: Region,
  z2: Region,
  adjoint: Region,
): void {
  const x = heap.values;
  const [first, second, bend, third] = [
    at.first.at,
    at.second.at,
    at.adjointSecond.at,
    at.adjointThird.at,
  ];
  const [a1, b1, a2, b2, z1At, z2At] = [g1a.at, g1b.at, g2a.at, g2b.at, z1.at, z2.at];
  const to = adjoint.at;
  for (let p = 0; p < count; p++) {
    const z = x[z1At + p]!;
    const g1 = x[a1 + p]! + x[b1 + p]!;
    const g2 = x[a2 + p]! + x[b2 + p]!;
    x[to + p] =
      x[first + p]! * g2 +
      x[second + p]! * g1 * z +
      x[bend + p]! * x[z2At + p]! +
      0.5 * x[third + p]! * z * z;
  }
}

/**
 * Write the transpose of a row-major rows × columns matrix, eight rows at a time: what is written
 * together then shares cache lines.
 */
export function transpose(
  heap: WasmHeap,
  from: Region,
  to: Region,
  rows: number,
  columns: number,
): void {
  const x = heap.values;
  let i = 0;
  for (; i + 7 < rows; i += 8) {
    let f = from.at + i * columns;
    let t = to.at + i;
    for (let j = 0; j < columns; j++) {
      x[t] = x[f]!;
      x[t + 1] = x[f + columns]!;
      x[t + 2] = x[f + 2 * columns]!;
      x[t + 3] = x[f + 3 * columns]!;
      x[t + 4] = x[f + 4 * columns]!;
      x[t + 5] = x[f + 5 * columns]!;
      x[t + 6] = x[f + 6 * columns]!;
      x[t + 7] = x[f + 7 * columns]!;
      f++;
      t += rows;
    }
  }
  for (; i < rows; i++) {
    const row = from.at + i * columns;
    for (let j = 0; j < columns; j++) x[to.at + j * rows + i] = x[row + j]!;
  }
}
