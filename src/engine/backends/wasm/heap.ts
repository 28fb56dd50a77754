/**
 * The memory of TensorFlow.js's wasm backend, seen from outside: fused loops read and write it in
 * place, and its matrix product works on any part of it.
 *
 * Of that product only the plain form, not transposed and not batched, reaches XNNPACK, ten times
 * faster than the other forms. XNNPACK repacks the second factor and keeps the packed copy under the
 * factor's id, so a factor whose values changed must be announced by `changed`.
 */
import { allocateTensor, wasmBackend, type WasmBackend } from "../../tf.ts";

/** Consecutive floats at a fixed place of the heap, with an id that products know. */
export interface Region {
  id: number;
  /** Index of the first float. */
  at: number;
  length: number;
}

/** One allocation, divided into regions. */
export interface Block {
  regions: Region[];
  free(): void;
}

const BYTES = 4;
/** XNNPACK reads whole vectors of four floats, up to three beyond an operand's end. */
const VECTOR = 4;

/** The exported function behind `tf.fused.matMul`: a, b, transposes, activation, bias, …, result. */
const PRODUCT_ARGUMENTS = 13;
const PLAIN = 0;
const NONE = 0;

export class WasmHeap {
  readonly #backend: WasmBackend;
  readonly #product: (...values: number[]) => void;
  readonly #shapes: Block;
  readonly #shapesAt: number;
  #values: Float32Array = new Float32Array(0);
  #integers: Int32Array = new Int32Array(0);

  /** @throws Error when the wasm backend has not been set before, or has no memory left. */
  constructor() {
    this.#backend = wasmBackend();
    this.#product = this.#backend.wasm.cwrap(
      "_FusedMatMul",
      null,
      Array.from({ length: PRODUCT_ARGUMENTS }, () => "number" as const),
    );
    this.#shapes = this.allocate([6]);
    this.#shapesAt = this.#shapes.regions[0]!.at;
  }

  /**
   * The whole heap. Any allocation, also one inside a product, may move it and leave older views
   * empty: never keep it across another call.
   */
  get values(): Float32Array {
    if (this.#values.buffer !== this.#backend.wasm.HEAPU8.buffer) this.#renewViews();
    return this.#values;
  }

  /** @throws Error when there is no memory left. */
  allocate(lengths: readonly number[]): Block {
    const padded = lengths.map((length) => VECTOR * Math.ceil(length / VECTOR));
    const total = padded.reduce((sum, length) => sum + length, VECTOR);
    const { dataIdMap, wasm } = this.#backend;
    const tensor = allocateTensor(this.#backend, total);
    const start = dataIdMap.get(tensor.dataId).memoryOffset;
    if (start === 0) {
      tensor.dispose();
      throw new Error(`wasm has no ${BYTES * total} bytes of memory left`);
    }
    let offset = start;
    const names = lengths.map((length, i) => {
      const { dataId } = this.#backend.makeOutput([length], "float32", offset);
      const region: Region = { id: dataIdMap.get(dataId).id, at: offset / BYTES, length };
      offset += BYTES * padded[i]!;
      return { dataId, region };
    });
    return {
      regions: names.map(({ region }) => region),
      free() {
        for (const { dataId, region } of names) {
          wasm.tfjs.disposeData(region.id);
          dataIdMap.delete(dataId);
        }
        tensor.dispose();
      },
    };
  }

  /** Forget what is packed of this region: its values changed since it was last a second factor. */
  changed(region: Region): void {
    const { tfjs } = this.#backend.wasm;
    tfjs.disposeData(region.id);
    tfjs.registerTensor(region.id, region.length, region.at * BYTES);
  }

  /** out = a·b (+ bias on every row), with a: rows × inner, b: inner × columns, all row-major. */
  product(
    a: Region,
    b: Region,
    out: Region,
    rows: number,
    inner: number,
    columns: number,
    bias: Region | null = null,
  ): void {
    if (this.#integers.buffer !== this.#backend.wasm.HEAPU8.buffer) this.#renewViews();
    const shapes = this.#integers;
    const at = this.#shapesAt;
    shapes[at] = 1;
    shapes[at + 1] = rows;
    shapes[at + 2] = inner;
    shapes[at + 3] = 1;
    shapes[at + 4] = inner;
    shapes[at + 5] = columns;
    this.#product(
      a.id,
      at * BYTES,
      3,
      b.id,
      (at + 3) * BYTES,
      3,
      PLAIN,
      PLAIN,
      NONE,
      bias === null ? NONE : bias.id,
      NONE,
      0,
      out.id,
    );
  }

  free(): void {
    this.#shapes.free();
  }

  #renewViews(): void {
    const { buffer } = this.#backend.wasm.HEAPU8;
    this.#values = new Float32Array(buffer);
    this.#integers = new Int32Array(buffer);
  }
}
