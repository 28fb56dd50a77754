/**
 * The space that the rows of a matrix X span: X = X̃ Qᵀ with X̃ rows × r and QᵀQ = I. Q is a product of
 * Householder reflections, so it is orthonormal to rounding whatever the rows are; the eigenvectors
 * of X Xᵀ, with the square of X's condition, are not.
 */
import { norm } from "./vector.ts";
import { reflect, reflectionOf, type Reflection } from "./reflections.ts";

/** What is left of a row below this share of it is rounding: the row depends on those before. */
const DEPENDENT = 1e-12;
/** Rows that go through the reflections together. */
const TOGETHER = 8;

export interface LqDecomposition {
  space: RowSpace;
  /** X̃, rows × r, row-major: zero above its staircase. */
  coordinates: Float64Array;
}

export class RowSpace {
  /** Length of a row. */
  readonly columns: number;
  /** Q's columns are the first r of I·H₀·H₁⋯, in this order. */
  readonly #reflections: readonly Reflection[];

  private constructor(columns: number, reflections: readonly Reflection[]) {
    this.columns = columns;
    this.#reflections = reflections;
  }

  /**
   * LQ decomposition without pivoting, about 2 rows² columns FLOPs.
   * @param matrix rows × columns, row-major, finite; left unchanged.
   * @returns a generator that yields the share done, for a caller that takes turns.
   */
  static *of(matrix: Float64Array, columns: number): Generator<number, LqDecomposition, void> {
    const rows = rowsOf(matrix, columns);
    const reflections: Reflection[] = [];
    for (let start = 0; start < rows.length; start += TOGETHER) {
      const block = rows.slice(start, start + TOGETHER);
      const lengths = block.map(norm);
      for (const reflection of reflections) reflect(block, reflection);
      for (const [i, row] of block.entries()) {
        const from = reflections.length;
        const rest = row.subarray(from);
        if (norm(rest) > DEPENDENT * lengths[i]!) {
          const reflection = reflectionOf(rest, from);
          reflections.push(reflection);
          reflect(block.slice(i), reflection);
        }
        row.fill(0, reflections.length);
      }
      // Of m rows the first costs nothing and the last m reflections.
      yield (Math.min(rows.length, start + TOGETHER) / rows.length) ** 2;
    }
    const space = new RowSpace(columns, reflections);
    return { space, coordinates: leading(rows, space.rank) };
  }

  /** r */
  get rank(): number {
    return this.#reflections.length;
  }

  /**
   * X Q: the coordinates of each row's part in the space.
   * @param matrix row-major, of `columns` columns; left unchanged.
   * @returns row-major, of r columns.
   */
  coordinates(matrix: Float64Array): Float64Array {
    const rows = rowsOf(matrix, this.columns);
    for (let start = 0; start < rows.length; start += TOGETHER) {
      const block = rows.slice(start, start + TOGETHER);
      for (const reflection of this.#reflections) reflect(block, reflection);
    }
    return leading(rows, this.rank);
  }

  /**
   * X̃ Qᵀ: the rows that have these coordinates and no part outside the space.
   * @param coordinates row-major, of r columns.
   * @returns row-major, of `columns` columns.
   */
  rows(coordinates: Float64Array): Float64Array {
    const { rank, columns } = this;
    const count = rank === 0 ? 0 : coordinates.length / rank;
    const matrix = new Float64Array(count * columns);
    for (let i = 0; i < count; i++) {
      matrix.set(coordinates.subarray(i * rank, (i + 1) * rank), i * columns);
    }
    const rows = Array.from({ length: count }, (_, i) =>
      matrix.subarray(i * columns, (i + 1) * columns),
    );
    for (let start = 0; start < count; start += TOGETHER) {
      const block = rows.slice(start, start + TOGETHER);
      for (const reflection of this.#reflections.toReversed()) reflect(block, reflection);
    }
    return matrix;
  }
}

/** The first `columns` entries of each row, row-major. */
function leading(rows: readonly Float64Array[], columns: number): Float64Array {
  const matrix = new Float64Array(rows.length * columns);
  for (const [i, row] of rows.entries()) matrix.set(row.subarray(0, columns), i * columns);
  return matrix;
}

/** Copies of a matrix's rows. */
function rowsOf(matrix: Float64Array, columns: number): Float64Array[] {
  return Array.from({ length: matrix.length / columns }, (_, i) =>
    matrix.slice(i * columns, (i + 1) * columns),
  );
}
