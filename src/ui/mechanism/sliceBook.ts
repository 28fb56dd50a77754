import type { Slice } from "../../protocol/slice.ts";

/** Slices of one run, a bounded number of them, so that earlier steps can be looked at again. */
export class SliceBook {
  readonly #capacity: number;
  /** By step. */
  #slices: Slice[] = [];

  constructor(capacity = 200) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#slices.length;
  }

  /** A full book loses the slice that its neighbours stand in for best; never the first or last. */
  add(slice: Slice): void {
    const after = this.#slices.findIndex(({ step }) => step >= slice.step);
    const at = after < 0 ? this.#slices.length : after;
    this.#slices.splice(at, this.#slices[at]?.step === slice.step ? 1 : 0, slice);
    if (this.#slices.length > this.#capacity) this.#slices.splice(this.#leastMissed(), 1);
  }

  has(step: number): boolean {
    return this.#slices.some((slice) => slice.step === step);
  }

  /** The slice nearest to `step` among those of steps from…before (not included). */
  nearest(step: number, from: number, before: number): Slice | null {
    return this.#slices.reduce<Slice | null>((best, slice) => {
      if (slice.step < from || slice.step >= before) return best;
      const isNearer = best === null || Math.abs(slice.step - step) < Math.abs(best.step - step);
      return isNearer ? slice : best;
    }, null);
  }

  clear(): void {
    this.#slices = [];
  }

  #leastMissed(): number {
    const gap = (i: number) => this.#slices[i + 1]!.step - this.#slices[i - 1]!.step;
    let least = 1;
    for (let i = 2; i < this.#slices.length - 1; i++) if (gap(i) < gap(least)) least = i;
    return least;
  }
}
