/** A Float64Array that grows by doubling. */
export class GrowingColumn {
  #length = 0;
  #buffer = new Float64Array(1024);

  /** The entries so far. A view: do not keep it across a growth. */
  get values(): Float64Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Make room for `length` entries; new ones are zero. */
  grow(length: number): void {
    if (length > this.#buffer.length) {
      const grown = new Float64Array(Math.max(length, 2 * this.#buffer.length));
      grown.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = grown;
    }
    this.#length = length;
  }
}
