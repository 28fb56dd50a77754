import type { Activation } from "../../model/experiment.ts";
import type { ActivationSeries } from "./activations/activationSeries.ts";

/**
 * Dense matrix arithmetic a backend provides. The Taylor passes are written once over it.
 * `M` is a matrix (rows × columns, row-major); a row vector is 1 × c, a scalar 1 × 1.
 * Elementwise operations broadcast n×1 and 1×c operands against n×c.
 */
export interface Arithmetic<M> {
  readonly precision: "float32" | "float64";
  /** Copy values in. */
  matrix(values: Float64Array, rows: number, columns: number): M;
  /** Copy the transpose of `values` (rows × columns) in: columns × rows. */
  transposedMatrix(values: Float64Array, rows: number, columns: number): M;
  /** a·b */
  product(a: M, b: M): M;
  /** aᵀ·b */
  productTransposeLeft(a: M, b: M): M;
  add(a: M, b: M): M;
  subtract(a: M, b: M): M;
  /** Elementwise product. */
  times(a: M, b: M): M;
  divide(a: M, b: M): M;
  scale(a: M, factor: number): M;
  /** a + c, elementwise. */
  shift(a: M, c: number): M;
  tanh(a: M): M;
  sigmoid(a: M): M;
  exp(a: M): M;
  log(a: M): M;
  abs(a: M): M;
  /** φ and its derivatives in fewer operations than those of `activations/`, where there are such. */
  activation?(name: Activation, z: M): ActivationSeries<M>;
  /** max(a, 0). */
  positivePart(a: M): M;
  /** 1 where a > 0, else 0. */
  step(a: M): M;
  /** Sum over columns: n × 1. */
  rowSums(a: M): M;
  /** Maximum over columns: n × 1. */
  rowMaxima(a: M): M;
  /** Sum over rows: 1 × c. */
  columnSums(a: M): M;
  /** Sum of all entries: 1 × 1. */
  total(a: M): M;
  /** The same entries in the same order as a matrix of another shape. */
  reshape(a: M, rows: number, columns: number): M;
  /** Make a rearrangement of images ready for `images` of them. */
  blockGather(map: BlockMap, images: number): BlockGather<M>;
  /** Free what `compute` made, except the matrices it returns, nested in plain arrays or objects. */
  scope<T>(compute: () => T): T;
  /** Free these matrices. */
  free(matrices: Iterable<M>): void;
  /** All entries of all matrices, one after the other. */
  read(matrices: readonly M[]): Promise<Float64Array>;
}

/**
 * A linear map on images that moves or adds blocks of consecutive entries, all channels of one pixel.
 * The matrix of an image has one or more blocks a row.
 */
export interface BlockMap {
  /** Entries of a block. */
  columns: number;
  /** Blocks of an image in the matrix that is given. */
  given: number;
  /** Blocks that make up one row of the result. */
  width: number;
  /** For each row of an image's result, `width` blocks of what is given; −1 is a block of zeros. */
  blocks: Int32Array;
}

export interface BlockGather<M> {
  /** The blocks of a row side by side: rows × (width · columns). */
  beside(a: M): M;
  /** The sum of the blocks of a row: rows × columns. */
  summed(a: M): M;
  free(): void;
}
