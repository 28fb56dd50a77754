import type { LayerLayout } from "../../../model/network.ts";
import type { WasmHeap } from "./heap.ts";
import { allocateLayers, type LayerMatrices } from "./storage.ts";

/** θ of an open point, as matrices. */
interface Lent {
  parameters: Float64Array;
  layers: LayerMatrices[];
  /** Networks that have been lent it; each of them once. */
  borrowers: Set<object>;
  open: number;
}

type Memory = ReturnType<typeof allocateLayers>;

/**
 * θ of all open points in wasm's memory. Networks over groups of one data set share it: each expands at
 * the same vector in turn, and copies of their own would be most of what they hold.
 */
export class PointParameters {
  readonly #heap: WasmHeap;
  readonly #layout: readonly LayerLayout[];
  readonly #lent = new Map<Lent, Memory>();
  #unused: Memory[] = [];
  #isDisposed = false;

  constructor(heap: WasmHeap, layout: readonly LayerLayout[]) {
    this.#heap = heap;
    this.#layout = layout;
  }

  /**
   * @param write fills fresh memory.
   * @throws Error when there is no memory left.
   */
  lend(
    parameters: Float64Array,
    borrower: object,
    write: (to: LayerMatrices[]) => void,
  ): { layers: LayerMatrices[]; giveBack(): void } {
    const lent = this.#found(parameters, borrower) ?? this.#fresh(parameters, write);
    lent.borrowers.add(borrower);
    lent.open++;
    return {
      layers: lent.layers,
      giveBack: () => {
        if (--lent.open === 0) this.#take(lent);
      },
    };
  }

  /** What is still lent is freed once it is given back. */
  dispose(): void {
    this.#isDisposed = true;
    for (const memory of this.#unused.splice(0)) memory.free();
  }

  #found(parameters: Float64Array, borrower: object): Lent | null {
    for (const lent of this.#lent.keys()) {
      if (lent.parameters === parameters && !lent.borrowers.has(borrower)) return lent;
    }
    return null;
  }

  #fresh(parameters: Float64Array, write: (to: LayerMatrices[]) => void): Lent {
    const memory = this.#unused.pop() ?? allocateLayers(this.#heap, this.#layout);
    write(memory.layers);
    const lent: Lent = { parameters, layers: memory.layers, borrowers: new Set(), open: 0 };
    this.#lent.set(lent, memory);
    return lent;
  }

  #take(lent: Lent): void {
    const memory = this.#lent.get(lent)!;
    this.#lent.delete(lent);
    if (this.#isDisposed) memory.free();
    else this.#unused.push(memory);
  }
}
