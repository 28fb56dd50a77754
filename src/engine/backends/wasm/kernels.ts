/** Our own WebAssembly: what `assembly/` exports, working in a memory that is given to it. */
import type { Activation } from "../../../model/experiment.ts";
import { KERNEL_BYTES } from "./kernelBytes.ts";

/** Addresses in bytes. Counts and padded columns are multiples of four floats. */
export interface Kernels extends Record<Activation, ActivationKernel> {
  /** out = A·B (+ bias), or out += A·B, with A[i, k] at a + i·aRow + k·aInner. */
  product(
    a: number,
    aRow: number,
    aInner: number,
    b: number,
    out: number,
    rows: number,
    inner: number,
    paddedColumns: number,
    bias: number,
    adds: number,
    panel: number,
  ): void;
  /** A float64 matrix to a padded float32 one and its transpose; address 0 leaves one out. */
  writeMatrix(
    from: number,
    rows: number,
    columns: number,
    matrix: number,
    transposed: number,
  ): void;
  /** `factor` times a padded float32 matrix to float64 without padding. */
  readMatrix(from: number, rows: number, columns: number, factor: number, to: number): void;
  add: EntryKernel;
  subtract: EntryKernel;
  times: EntryKernel;
  scale(count: number, a: number, factor: number, out: number): void;
  addRow(rows: number, paddedColumns: number, a: number, row: number, out: number): void;
  blocksBeside: BlockKernel;
  blocksSummed: BlockKernel;
  columnSums(from: number, rows: number, paddedColumns: number, to: number): void;
  forwardFirst(count: number, first: number, z: number, h: number): void;
  forwardSecond(
    count: number,
    first: number,
    second: number,
    z1: number,
    z2: number,
    h2: number,
  ): void;
  backwardBase(
    count: number,
    first: number,
    second: number,
    third: number,
    g: number,
    bend: number,
    adjoint: number,
  ): void;
  backwardFirst(
    count: number,
    first: number,
    bend: number,
    g1: number,
    z1: number,
    adjoint: number,
  ): void;
  backwardSecond(
    count: number,
    first: number,
    second: number,
    bend: number,
    third: number,
    g1: number,
    g2: number,
    z1: number,
    z2: number,
    adjoint: number,
  ): void;
}

type EntryKernel = (count: number, a: number, b: number, out: number) => void;

/** What `assembly/blocks.ts` says of them. */
type BlockKernel = (
  from: number,
  imageBytes: number,
  images: number,
  offsets: number,
  rows: number,
  width: number,
  columns: number,
  to: number,
  rowBytes: number,
) => void;

/** z at `value` becomes φ(z); φ', φ'' and φ''' at the other places. */
export type ActivationKernel = (
  count: number,
  value: number,
  first: number,
  second: number,
  third: number,
) => void;

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Whether this machine runs the kernels: its WebAssembly must have vectors of four floats (SIMD). */
export function kernelsRunHere(): boolean {
  return WebAssembly.validate(decode(KERNEL_BYTES));
}

/** Compiled once: what one model has made fast, the next finds fast. */
let compiled: WebAssembly.Module | null = null;

/** @throws WebAssembly.CompileError when `kernelsRunHere` is false. */
export function loadKernels(memory: WebAssembly.Memory): Kernels {
  compiled ??= new WebAssembly.Module(decode(KERNEL_BYTES));
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return exports as unknown as Kernels;
}
