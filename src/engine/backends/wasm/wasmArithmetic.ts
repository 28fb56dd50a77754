/**
 * Matrix arithmetic on wasm with our own kernels: what composed operations would spend on setting up
 * each of their many small steps. Rows are padded as everywhere on this heap (`heap.ts`). Memory that
 * is given back is lent again, by size, and freed when nothing is lent.
 */
import type { Activation } from "../../../model/experiment.ts";
import type { ActivationSeries } from "../../taylor/activations/activationSeries.ts";
import type { Arithmetic, BlockGather, BlockMap } from "../../taylor/arithmetic.ts";
import { transposed } from "../transposed.ts";
import { exponential } from "./exponential.ts";
import { paddedWidth, WasmHeap, type Block } from "./heap.ts";

const BYTES = 4;

export class WasmMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly block: Block;

  constructor(rows: number, columns: number, block: Block) {
    this.rows = rows;
    this.columns = columns;
    this.block = block;
  }

  get width(): number {
    return paddedWidth(this.columns);
  }

  /** Address in bytes. */
  get at(): number {
    return this.block.regions[0]!.at;
  }
}

/** Lends blocks of the heap; in a scope, takes back what the scope does not return. */
class Lender {
  #heap: WasmHeap | null = null;
  readonly #unused = new Map<number, Block[]>();
  readonly #scopes: Set<WasmMatrix>[] = [];
  #lent = 0;

  get heap(): WasmHeap {
    this.#heap ??= new WasmHeap();
    return this.#heap;
  }

  /** Outlives every scope. */
  kept(rows: number, columns: number): WasmMatrix {
    // A vector more than its rows: `blocksBeside` writes there.
    const length = rows * paddedWidth(columns) + 4;
    const block = this.#unused.get(length)?.pop() ?? this.heap.allocate([length]);
    const matrix = new WasmMatrix(rows, columns, block);
    this.#lent++;
    return matrix;
  }

  matrix(rows: number, columns: number): WasmMatrix {
    const matrix = this.kept(rows, columns);
    this.#scopes.at(-1)?.add(matrix);
    return matrix;
  }

  free(matrix: WasmMatrix): void {
    const { length } = matrix.block.regions[0]!;
    const unused = this.#unused.get(length);
    if (unused === undefined) this.#unused.set(length, [matrix.block]);
    else unused.push(matrix.block);
    this.#lent--;
    if (this.#lent === 0) this.#close();
  }

  scope<T>(compute: () => T): T {
    const made = new Set<WasmMatrix>();
    this.#scopes.push(made);
    try {
      const result = compute();
      const outer = this.#scopes.at(-2);
      for (const matrix of matricesIn(result)) {
        if (made.delete(matrix)) outer?.add(matrix);
      }
      return result;
    } finally {
      this.#scopes.pop();
      for (const matrix of made) this.free(matrix);
    }
  }

  #close(): void {
    for (const blocks of this.#unused.values()) for (const block of blocks) block.free();
    this.#unused.clear();
    this.#heap?.free();
    this.#heap = null;
  }
}

function matricesIn(value: unknown): WasmMatrix[] {
  if (value instanceof WasmMatrix) return [value];
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(matricesIn)
    : [];
}

type EntryKernel = "add" | "subtract" | "times";
const ENTRY: Record<EntryKernel | "divide", (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  times: (x, y) => x * y,
  divide: (x, y) => x / y,
};

/** Needs the kernels of `kernels.ts`, and TensorFlow.js's wasm backend set. */
export function wasmArithmetic(): Arithmetic<WasmMatrix> {
  const lender = new Lender();

  /** Entry by entry in plain loops, rows and columns repeated where one of the two has only one. */
  const broadcast = (a: WasmMatrix, b: WasmMatrix, apply: (x: number, y: number) => number) => {
    const out = lender.matrix(Math.max(a.rows, b.rows), Math.max(a.columns, b.columns));
    const x = lender.heap.floats;
    const [aRow, bRow] = [a, b].map(({ rows, width }) => (rows === 1 ? 0 : width)) as [
      number,
      number,
    ];
    const [aStep, bStep] = [a, b].map(({ columns }) => (columns === 1 ? 0 : 1)) as [number, number];
    for (let i = 0; i < out.rows; i++) {
      let p = a.at / BYTES + i * aRow;
      let q = b.at / BYTES + i * bRow;
      const to = out.at / BYTES + i * out.width;
      for (let j = 0; j < out.columns; j++) {
        x[to + j] = apply(x[p]!, x[q]!);
        p += aStep;
        q += bStep;
      }
    }
    return out;
  };
  const entrywise = (kernel: EntryKernel) => (a: WasmMatrix, b: WasmMatrix) => {
    if (a.rows !== b.rows || a.columns !== b.columns) return broadcast(a, b, ENTRY[kernel]);
    const out = lender.matrix(a.rows, a.columns);
    lender.heap.kernels[kernel](a.rows * a.width, a.at, b.at, out.at);
    return out;
  };
  const add = entrywise("add");
  const map = (a: WasmMatrix, apply: (x: number) => number) => {
    const out = lender.matrix(a.rows, a.columns);
    const x = lender.heap.floats;
    const [from, to] = [a.at / BYTES, out.at / BYTES];
    for (let p = 0; p < a.rows * a.width; p++) x[to + p] = apply(x[from + p]!);
    return out;
  };
  const alongRows = (a: WasmMatrix, start: number, next: (sum: number, x: number) => number) => {
    const out = lender.matrix(a.rows, 1);
    const x = lender.heap.floats;
    for (let i = 0; i < a.rows; i++) {
      let value = start;
      const row = a.at / BYTES + i * a.width;
      for (let j = 0; j < a.columns; j++) value = next(value, x[row + j]!);
      x[out.at / BYTES + i * out.width] = value;
    }
    return out;
  };
  const write = (values: ArrayLike<number>, rows: number, columns: number) => {
    const out = lender.matrix(rows, columns);
    const x = lender.heap.floats;
    for (let i = 0; i < rows; i++) {
      const to = out.at / BYTES + i * out.width;
      for (let j = 0; j < columns; j++) x[to + j] = values[i * columns + j]!;
    }
    return out;
  };
  const entriesOf = (a: WasmMatrix, to: Float64Array, from: number) => {
    const x = lender.heap.floats;
    for (let i = 0; i < a.rows; i++) {
      const row = a.at / BYTES + i * a.width;
      for (let j = 0; j < a.columns; j++) to[from + i * a.columns + j] = x[row + j]!;
    }
  };

  const blockGather = (
    { columns, given, width, blocks }: BlockMap,
    images: number,
  ): BlockGather<WasmMatrix> => {
    /** Byte offsets depend on how many blocks a row of the given matrix has. */
    const tables = new Map<number, WasmMatrix>();
    const tableFor = (a: WasmMatrix): WasmMatrix => {
      const perRow = a.columns / columns;
      const known = tables.get(perRow);
      if (known !== undefined) return known;
      const offsets = blocks.map((block) =>
        block < 0
          ? -1
          : BYTES * (Math.floor(block / perRow) * a.width + (block % perRow) * columns),
      );
      const table = lender.kept(1, offsets.length);
      new Int32Array(lender.heap.floats.buffer).set(offsets, table.at / BYTES);
      tables.set(perRow, table);
      return table;
    };
    const rows = blocks.length / width;
    const gather = (kernel: "blocksBeside" | "blocksSummed", a: WasmMatrix, outColumns: number) => {
      const table = tableFor(a);
      const out = lender.matrix(images * rows, outColumns);
      const perRow = a.columns / columns;
      const imageBytes = (BYTES * a.width * given) / perRow;
      const run = lender.heap.kernels[kernel];
      const rowBytes = BYTES * out.width;
      run(a.at, imageBytes, images, table.at, rows, width, columns, out.at, rowBytes);
      return out;
    };
    return {
      beside: (a) => gather("blocksBeside", a, width * columns),
      summed: (a) => gather("blocksSummed", a, columns),
      free() {
        for (const table of tables.values()) lender.free(table);
        tables.clear();
      },
    };
  };

  return {
    precision: "float32",
    matrix: write,
    transposedMatrix: (values, rows, columns) =>
      write(transposed(values, new Float64Array(values.length), rows, columns), columns, rows),
    product(a, b) {
      const out = lender.matrix(a.rows, b.columns);
      const [x, y, z] = [a, b, out].map(({ block }) => block.regions[0]!);
      lender.heap.product(x!, y!, z!, a.rows, a.columns, b.columns);
      return out;
    },
    productTransposeLeft(a, b) {
      const out = lender.matrix(a.columns, b.columns);
      const [x, y, z] = [a, b, out].map(({ block }) => block.regions[0]!);
      lender.heap.transposedProduct(x!, y!, z!, a.columns, a.rows, b.columns);
      return out;
    },
    add(a, b) {
      if (b.rows !== 1 || a.rows === 1 || a.columns !== b.columns) return add(a, b);
      const out = lender.matrix(a.rows, a.columns);
      lender.heap.kernels.addRow(a.rows, a.width, a.at, b.at, out.at);
      return out;
    },
    subtract: entrywise("subtract"),
    times: entrywise("times"),
    divide: (a, b) => broadcast(a, b, ENTRY.divide),
    scale(a, factor) {
      const out = lender.matrix(a.rows, a.columns);
      lender.heap.kernels.scale(a.rows * a.width, a.at, factor, out.at);
      return out;
    },
    shift: (a, c) => map(a, (x) => x + c),
    tanh: (a) => map(a, Math.tanh),
    sigmoid: (a) => map(a, (x) => 1 / (1 + exponential(-x))),
    exp: (a) => map(a, exponential),
    log: (a) => map(a, Math.log),
    abs: (a) => map(a, Math.abs),
    positivePart: (a) => map(a, (x) => Math.max(x, 0)),
    step: (a) => map(a, (x) => (x > 0 ? 1 : 0)),
    activation: (name: Activation, z): ActivationSeries<WasmMatrix> => {
      const matrices = [0, 1, 2, 3].map(() => lender.matrix(z.rows, z.columns));
      const [value, first, second, third] = matrices as [
        WasmMatrix,
        WasmMatrix,
        WasmMatrix,
        WasmMatrix,
      ];
      const { floats, kernels } = lender.heap;
      const count = z.rows * z.width;
      floats.copyWithin(value.at / BYTES, z.at / BYTES, z.at / BYTES + count);
      kernels[name](count, value.at, first.at, second.at, third.at);
      const isBent = name !== "relu" && name !== "identity";
      return {
        value,
        first: name === "identity" ? null : first,
        second: isBent ? second : null,
        third: isBent ? third : null,
      };
    },
    rowSums: (a) => alongRows(a, 0, (sum, x) => sum + x),
    rowMaxima: (a) => alongRows(a, -Infinity, Math.max),
    columnSums(a) {
      const out = lender.matrix(1, a.columns);
      lender.heap.kernels.columnSums(a.at, a.rows, a.width, out.at);
      return out;
    },
    total(a) {
      const values = new Float64Array(a.rows * a.columns);
      entriesOf(a, values, 0);
      return write([values.reduce((sum, x) => sum + x, 0)], 1, 1);
    },
    reshape(a, rows, columns) {
      const values = new Float64Array(rows * columns);
      entriesOf(a, values, 0);
      return write(values, rows, columns);
    },
    blockGather,
    scope: (compute) => lender.scope(compute),
    free(matrices) {
      for (const matrix of matrices) lender.free(matrix);
    },
    read(matrices) {
      const length = matrices.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
      const values = new Float64Array(length);
      let from = 0;
      for (const matrix of matrices) {
        entriesOf(matrix, values, from);
        from += matrix.rows * matrix.columns;
      }
      return Promise.resolve(values);
    },
  };
}
