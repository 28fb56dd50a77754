/**
 * The memory of TensorFlow.js's wasm backend, with our own kernels working in it. A matrix has rows of
 * consecutive floats, padded to a multiple of four: no kernel needs a remainder loop. What stands in
 * the padding never enters another number.
 */
import { allocateTensor, wasmBackend, type WasmBackend } from "../../tf.ts";
import { loadKernels, type Kernels } from "./kernels.ts";

/** Consecutive floats at a fixed place of the heap. */
export interface Region {
  /** Address in bytes, a multiple of 16. */
  at: number;
  /** In floats. */
  length: number;
}

/** One allocation, divided into regions. */
export interface Block {
  regions: Region[];
  free(): void;
}

const BYTES = 4;
/** Floats of one vector. */
const VECTOR = 4;
/** Where a product copies eight columns together: 256 inner indices at a time. */
const PANEL = 8 * 256;

/** Floats of a padded row. */
export function paddedWidth(width: number): number {
  return VECTOR * Math.ceil(width / VECTOR);
}

export class WasmHeap {
  readonly kernels: Kernels;
  readonly #backend: WasmBackend;
  readonly #panel: Block;
  readonly #panelAt: number;
  #floats: Float32Array<ArrayBuffer> = new Float32Array(0);
  #doubles: Float64Array<ArrayBuffer> = new Float64Array(0);

  /** @throws Error when the wasm backend has not been set before, or has no memory left. */
  constructor() {
    this.#backend = wasmBackend();
    this.kernels = loadKernels(this.#backend.wasm.asm.memory);
    this.#panel = this.allocate([PANEL]);
    this.#panelAt = this.#panel.regions[0]!.at;
  }

  /**
   * The whole heap; the index of a region's first float is at/4. Any allocation may move the heap and
   * leave older views empty: never keep it across another call.
   */
  get floats(): Float32Array<ArrayBuffer> {
    this.#renewViews();
    return this.#floats;
  }

  /** The same as float64. */
  get doubles(): Float64Array<ArrayBuffer> {
    this.#renewViews();
    return this.#doubles;
  }

  /**
   * Regions full of zeros.
   * @param lengths in floats
   * @throws Error when there is no memory left.
   */
  allocate(lengths: readonly number[]): Block {
    const padded = lengths.map(paddedWidth);
    const total = padded.reduce((sum, length) => sum + length, VECTOR);
    const tensor = allocateTensor(this.#backend, total);
    const start = this.#backend.dataIdMap.get(tensor.dataId).memoryOffset;
    if (start === 0) {
      tensor.dispose();
      throw new Error(`wasm has no ${BYTES * total} bytes of memory left`);
    }
    this.floats.fill(0, start / BYTES, start / BYTES + total);
    const vector = VECTOR * BYTES;
    let at = vector * Math.ceil(start / vector);
    const regions = padded.map((length, i) => {
      const region: Region = { at, length: lengths[i]! };
      at += BYTES * length;
      return region;
    });
    return { regions, free: () => tensor.dispose() };
  }

  /** out = a·b (+ bias on every row), with a: rows × inner, b: inner × columns. */
  product(
    a: Region,
    b: Region,
    out: Region,
    rows: number,
    inner: number,
    columns: number,
    bias: Region | null = null,
  ): void {
    const aRow = BYTES * paddedWidth(inner);
    const biasAt = bias === null ? 0 : bias.at;
    this.#product(a, aRow, BYTES, b, out, rows, inner, columns, biasAt, 0);
  }

  /** out += a·b */
  addProduct(
    a: Region,
    b: Region,
    out: Region,
    rows: number,
    inner: number,
    columns: number,
  ): void {
    const aRow = BYTES * paddedWidth(inner);
    this.#product(a, aRow, BYTES, b, out, rows, inner, columns, 0, 1);
  }

  /** out = aᵀ·b, with a: inner × rows. */
  transposedProduct(
    a: Region,
    b: Region,
    out: Region,
    rows: number,
    inner: number,
    columns: number,
  ): void {
    const aInner = BYTES * paddedWidth(rows);
    this.#product(a, BYTES, aInner, b, out, rows, inner, columns, 0, 0);
  }

  /** out += aᵀ·b */
  addTransposedProduct(
    a: Region,
    b: Region,
    out: Region,
    rows: number,
    inner: number,
    columns: number,
  ): void {
    const aInner = BYTES * paddedWidth(rows);
    this.#product(a, BYTES, aInner, b, out, rows, inner, columns, 0, 1);
  }

  free(): void {
    this.#panel.free();
  }

  #product(
    a: Region,
    aRow: number,
    aInner: number,
    b: Region,
    out: Region,
    rows: number,
    inner: number,
    columns: number,
    bias: number,
    adds: number,
  ): void {
    const width = paddedWidth(columns);
    this.kernels.product(
      a.at,
      aRow,
      aInner,
      b.at,
      out.at,
      rows,
      inner,
      width,
      bias,
      adds,
      this.#panelAt,
    );
  }

  #renewViews(): void {
    const { buffer } = this.#backend.wasm.HEAPU8;
    if (this.#floats.buffer === buffer) return;
    this.#floats = new Float32Array(buffer);
    // A heap's size is a multiple of a page.
    this.#doubles = new Float64Array(buffer);
  }
}
