/**
 * Matrix arithmetic in float64, plain TypeScript: what the Taylor passes look like without any
 * backend's tricks. Tests hold the fast passes of `float64/` to it.
 */
import type { Arithmetic, BlockGather, BlockMap } from "../taylor/arithmetic.ts";
import { transposed } from "./transposed.ts";

export interface Float64Matrix {
  values: Float64Array;
  rows: number;
  columns: number;
}

function empty(rows: number, columns: number): Float64Matrix {
  return { values: new Float64Array(rows * columns), rows, columns };
}

function isSameShape(a: Float64Matrix, b: Float64Matrix): boolean {
  return a.rows === b.rows && a.columns === b.columns;
}

/** The general case, with row and column broadcasting. */
function broadcast(
  a: Float64Matrix,
  b: Float64Matrix,
  apply: (x: number, y: number) => number,
): Float64Matrix {
  const out = empty(Math.max(a.rows, b.rows), Math.max(a.columns, b.columns));
  const { rows, columns, values } = out;
  const aRow = a.rows === 1 ? 0 : a.columns;
  const bRow = b.rows === 1 ? 0 : b.columns;
  const aColumn = a.columns === 1 ? 0 : 1;
  const bColumn = b.columns === 1 ? 0 : 1;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      values[i * columns + j] = apply(
        a.values[i * aRow + j * aColumn]!,
        b.values[i * bRow + j * bColumn]!,
      );
    }
  }
  return out;
}

function map(a: Float64Matrix, apply: (x: number) => number): Float64Matrix {
  const out = empty(a.rows, a.columns);
  for (let i = 0; i < a.values.length; i++) out.values[i] = apply(a.values[i]!);
  return out;
}

// The hot operations have loops of their own: a shared loop over a callback is megamorphic in V8.

function add(a: Float64Matrix, b: Float64Matrix): Float64Matrix {
  if (!isSameShape(a, b)) return broadcast(a, b, (x, y) => x + y);
  const out = empty(a.rows, a.columns);
  for (let i = 0; i < out.values.length; i++) out.values[i] = a.values[i]! + b.values[i]!;
  return out;
}

function subtract(a: Float64Matrix, b: Float64Matrix): Float64Matrix {
  if (!isSameShape(a, b)) return broadcast(a, b, (x, y) => x - y);
  const out = empty(a.rows, a.columns);
  for (let i = 0; i < out.values.length; i++) out.values[i] = a.values[i]! - b.values[i]!;
  return out;
}

function times(a: Float64Matrix, b: Float64Matrix): Float64Matrix {
  if (!isSameShape(a, b)) return broadcast(a, b, (x, y) => x * y);
  const out = empty(a.rows, a.columns);
  for (let i = 0; i < out.values.length; i++) out.values[i] = a.values[i]! * b.values[i]!;
  return out;
}

function scale(a: Float64Matrix, factor: number): Float64Matrix {
  const out = empty(a.rows, a.columns);
  for (let i = 0; i < out.values.length; i++) out.values[i] = factor * a.values[i]!;
  return out;
}

function shift(a: Float64Matrix, c: number): Float64Matrix {
  const out = empty(a.rows, a.columns);
  for (let i = 0; i < out.values.length; i++) out.values[i] = a.values[i]! + c;
  return out;
}

// The matrix products work on four rows of the second factor at a time: each value of the
// result is then loaded and stored once for four multiplications instead of once for each.

function product(a: Float64Matrix, b: Float64Matrix): Float64Matrix {
  const out = empty(a.rows, b.columns);
  const inner = a.columns;
  for (let i = 0; i < a.rows; i++) {
    accumulateRows(out.values, i * b.columns, a.values, i * inner, 1, b, inner);
  }
  return out;
}

function productTransposeLeft(a: Float64Matrix, b: Float64Matrix): Float64Matrix {
  const out = empty(a.columns, b.columns);
  for (let i = 0; i < a.columns; i++) {
    accumulateRows(out.values, i * b.columns, a.values, i, a.columns, b, a.rows);
  }
  return out;
}

/** z[row…] += Σₖ x[start + k·stride] · (row k of b). */
function accumulateRows(
  z: Float64Array,
  row: number,
  x: Float64Array,
  start: number,
  stride: number,
  b: Float64Matrix,
  inner: number,
): void {
  const y = b.values;
  const width = b.columns;
  let k = 0;
  for (; k + 3 < inner; k += 4) {
    const x0 = x[start + k * stride]!;
    const x1 = x[start + (k + 1) * stride]!;
    const x2 = x[start + (k + 2) * stride]!;
    const x3 = x[start + (k + 3) * stride]!;
    const y0 = k * width;
    const y1 = y0 + width;
    const y2 = y1 + width;
    const y3 = y2 + width;
    for (let j = 0; j < width; j++) {
      z[row + j]! += x0 * y[y0 + j]! + x1 * y[y1 + j]! + (x2 * y[y2 + j]! + x3 * y[y3 + j]!);
    }
  }
  for (; k < inner; k++) {
    const factor = x[start + k * stride]!;
    const from = k * width;
    for (let j = 0; j < width; j++) z[row + j]! += factor * y[from + j]!;
  }
}

function blockGather(
  { columns, given, width, blocks }: BlockMap,
  images: number,
): BlockGather<Float64Matrix> {
  const perImage = blocks.length / width;
  const gather = ({ values }: Float64Matrix, step: number) => {
    const out = empty(images * perImage, step === 0 ? columns : width * columns);
    for (let row = 0; row < out.rows; row++) {
      const first = Math.floor(row / perImage) * given;
      const at = (row % perImage) * width;
      for (let j = 0; j < width; j++) {
        const block = blocks[at + j]!;
        if (block < 0) continue;
        const from = (first + block) * columns;
        const to = row * out.columns + j * step;
        for (let c = 0; c < columns; c++) out.values[to + c]! += values[from + c]!;
      }
    }
    return out;
  };
  return {
    beside: (a) => gather(a, columns),
    summed: (a) => gather(a, 0),
    free: () => undefined,
  };
}

export const float64Arithmetic: Arithmetic<Float64Matrix> = {
  precision: "float64",
  matrix: (values, rows, columns) => ({ values: values.slice(), rows, columns }),
  transposedMatrix: (values, rows, columns) => ({
    values: transposed(values, new Float64Array(values.length), rows, columns),
    rows: columns,
    columns: rows,
  }),
  product,
  productTransposeLeft,
  add,
  subtract,
  times,
  divide: (a, b) => broadcast(a, b, (x, y) => x / y),
  scale,
  shift,
  tanh: (a) => map(a, Math.tanh),
  sigmoid: (a) => map(a, (x) => 1 / (1 + Math.exp(-x))),
  exp: (a) => map(a, Math.exp),
  log: (a) => map(a, Math.log),
  abs: (a) => map(a, Math.abs),
  positivePart: (a) => map(a, (x) => Math.max(x, 0)),
  step: (a) => map(a, (x) => (x > 0 ? 1 : 0)),
  rowSums(a) {
    const out = empty(a.rows, 1);
    for (let i = 0; i < a.rows; i++) {
      for (let j = 0; j < a.columns; j++) out.values[i]! += a.values[i * a.columns + j]!;
    }
    return out;
  },
  rowMaxima(a) {
    const out = empty(a.rows, 1);
    for (let i = 0; i < a.rows; i++) {
      let largest = -Infinity;
      for (let j = 0; j < a.columns; j++) largest = Math.max(largest, a.values[i * a.columns + j]!);
      out.values[i] = largest;
    }
    return out;
  },
  columnSums(a) {
    const out = empty(1, a.columns);
    for (let i = 0; i < a.rows; i++) {
      for (let j = 0; j < a.columns; j++) out.values[j]! += a.values[i * a.columns + j]!;
    }
    return out;
  },
  total(a) {
    const out = empty(1, 1);
    let sum = 0;
    for (const value of a.values) sum += value;
    out.values[0] = sum;
    return out;
  },
  reshape: ({ values }, rows, columns) => ({ values, rows, columns }),
  blockGather,
  scope: (compute) => compute(),
  free: () => undefined,
  read(matrices) {
    const length = matrices.reduce((total, matrix) => total + matrix.values.length, 0);
    const out = new Float64Array(length);
    let at = 0;
    for (const matrix of matrices) {
      out.set(matrix.values, at);
      at += matrix.values.length;
    }
    return Promise.resolve(out);
  },
};
