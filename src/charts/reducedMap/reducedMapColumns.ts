/**
 * The reduced map beside a run: from each edge step on, with the α, β, δ and η that the run has there,
 * started on the line at x₀ = start · δ, y₀ = 0. Extended as the run grows.
 */
import {
  nextOnReducedMap,
  type ReducedMapConstants,
  type ReducedMapPoint,
} from "../../math/reducedMap.ts";
import type { History } from "../../session/history.ts";
import { GrowingColumn } from "../growingColumn.ts";

interface Orbit {
  constants: ReducedMapConstants;
  at: ReducedMapPoint;
}

export class ReducedMapColumns {
  #amplitude = new GrowingColumn();
  #excess = new GrowingColumn();
  #sharpness = new GrowingColumn();
  /** x₀/δ; null while nothing is shown. */
  #start: number | null = null;
  #known = 0;
  #orbit: Orbit | null = null;

  /** |x| of each step; NaN before the edge, after a change of η, and once the map has overflowed. */
  get amplitude(): Float64Array {
    return this.#amplitude.values;
  }

  /** y of each step. */
  get excess(): Float64Array {
    return this.#excess.values;
  }

  /** 2/η + y of each step. */
  get sharpness(): Float64Array {
    return this.#sharpness.values;
  }

  /** Begin anew: other starts, or edge steps that became known late. */
  restart(start: number | null): void {
    this.#start = start;
    this.#known = 0;
    this.#orbit = null;
  }

  /** Take in what the history has gained. */
  extend(history: History): void {
    if (this.#start === null || this.#known === history.length) return;
    for (const column of [this.#amplitude, this.#excess, this.#sharpness]) {
      column.grow(history.length);
    }
    const edges = new Set(history.annotations.edgeSteps);
    for (let step = this.#known; step < history.length; step++) {
      this.#orbit = this.#orbitAt(history, step, edges);
      const { x, y } = this.#orbit?.at ?? { x: NaN, y: NaN };
      this.amplitude[step] = Math.abs(x);
      this.excess[step] = y;
      this.sharpness[step] = 2 / history.at("learningRate", step) + y;
    }
    this.#known = history.length;
  }

  #orbitAt(history: History, step: number, edges: ReadonlySet<number>): Orbit | null {
    const learningRate = history.at("learningRate", step);
    if (edges.has(step)) {
      const [alpha, beta, delta] = (["alpha", "beta", "delta"] as const).map((name) =>
        history.at(name, step),
      ) as [number, number, number];
      const constants = { alpha, beta, learningRate };
      return delta > 0 ? { constants, at: { x: this.#start! * delta, y: 0 } } : null;
    }
    const before = this.#orbit;
    if (before === null || before.constants.learningRate !== learningRate) return null;
    const at = nextOnReducedMap(before.at, before.constants);
    return Number.isFinite(at.x) && Number.isFinite(at.y) ? { ...before, at } : null;
  }
}
