/**
 * Reducing long columns to what a screen can show. First, minimum, maximum and last value of
 * every pixel column are kept, so that a spike of a single step never vanishes.
 */
import { firstAtLeast } from "./firstAtLeast.ts";

/** A polyline over entries of a column; `indices[i] === GAP` interrupts it. Buffers are reused. */
export interface Polyline {
  /** How many entries of the two buffers are in use. */
  count: number;
  indices: Int32Array;
  values: Float64Array;
}

export const GAP = -1;

/** Up to this many entries in a pixel column are kept as they are, gaps included. */
const EXACT = 4;

export function emptyPolyline(): Polyline {
  return { count: 0, indices: new Int32Array(1024), values: new Float64Array(1024) };
}

/**
 * For increasing `positions`, the first index at or right of each edge.
 * Pixel column c holds the indices starts[c] ≤ i < starts[c + 1], so n + 1 edges make n columns.
 */
export function columnStarts(positions: Float64Array, edges: Float64Array): Int32Array {
  const starts = new Int32Array(edges.length);
  let from = 0;
  for (let c = 0; c < edges.length; c++) {
    from = firstAtLeast(positions, edges[c]!, from, positions.length);
    starts[c] = from;
  }
  return starts;
}

function push(line: Polyline, index: number, value: number): void {
  if (line.count === line.indices.length) {
    const indices = new Int32Array(2 * line.count);
    const values = new Float64Array(2 * line.count);
    indices.set(line.indices);
    values.set(line.values);
    line.indices = indices;
    line.values = values;
  }
  line.indices[line.count] = index;
  line.values[line.count] = value;
  line.count++;
}

function interrupt(line: Polyline): void {
  if (line.count > 0 && line.indices[line.count - 1] !== GAP) push(line, GAP, NaN);
}

function pushEntry(line: Polyline, index: number, value: number): void {
  if (Number.isFinite(value)) push(line, index, value);
  else interrupt(line);
}

/** First, minimum, maximum and last finite value of one crowded pixel column, in step order. */
function pushExtremes(line: Polyline, values: Float64Array, from: number, to: number): void {
  let first = from;
  while (first < to && !Number.isFinite(values[first]!)) first++;
  if (first > from) interrupt(line);
  if (first === to) return;
  let last = to - 1;
  while (!Number.isFinite(values[last]!)) last--;
  let lowest = first;
  let highest = first;
  let minimum = values[first]!;
  let maximum = minimum;
  // Comparisons with NaN are false, so undefined entries in between are passed over.
  for (let i = first + 1; i <= last; i++) {
    const value = values[i]!;
    if (value < minimum && value !== -Infinity) {
      minimum = value;
      lowest = i;
    } else if (value > maximum && value !== Infinity) {
      maximum = value;
      highest = i;
    }
  }
  const early = Math.min(lowest, highest);
  const late = Math.max(lowest, highest);
  push(line, first, values[first]!);
  if (early > first) push(line, early, values[early]!);
  if (late > early && late > first) push(line, late, values[late]!);
  if (last > late) push(line, last, values[last]!);
  if (last < to - 1) interrupt(line);
}

/**
 * Append the entries from ≤ i < to of `values` to `line`, at most four per pixel column (plus
 * gaps), starting after a gap. Entries outside all columns are left out. A column of at most
 * four entries is kept exactly; in a crowded one a gap narrower than the column is not shown.
 * Cost: one pass over the entries, no allocation per entry.
 * @param starts as made by `columnStarts`
 */
export function decimate(
  line: Polyline,
  values: Float64Array,
  from: number,
  to: number,
  starts: Int32Array,
): void {
  interrupt(line);
  decimateColumns(line, values, from, to, starts, 0);
}

/** Take back what a polyline shows of entries from `index` on. */
function truncate(line: Polyline, index: number): void {
  let count = line.count;
  while (count > 0 && (line.indices[count - 1] === GAP || line.indices[count - 1]! >= index)) {
    count--;
  }
  line.count = count;
}

/**
 * Go on with a polyline that `decimate` made of the entries from `from` on, when there are more of
 * them now: entries before `settled` and the pixel columns up to theirs are as they were. The result
 * is that of decimating everything again; the cost is that of the columns from there on.
 */
export function extendDecimation(
  line: Polyline,
  values: Float64Array,
  from: number,
  to: number,
  starts: Int32Array,
  settled: number,
): void {
  let column = 0;
  while (column + 2 < starts.length && starts[column + 1]! <= settled) column++;
  const begin = Math.max(from, starts[column]!);
  truncate(line, begin);
  // A gap before this column is drawn again where the entry before it is undefined.
  if (begin === from || !Number.isFinite(values[begin - 1]!)) interrupt(line);
  decimateColumns(line, values, from, to, starts, column);
}

function decimateColumns(
  line: Polyline,
  values: Float64Array,
  from: number,
  to: number,
  starts: Int32Array,
  firstColumn: number,
): void {
  for (let c = firstColumn; c + 1 < starts.length; c++) {
    const begin = Math.max(from, starts[c]!);
    const end = Math.min(to, starts[c + 1]!);
    if (begin >= end) continue;
    if (end - begin > EXACT) pushExtremes(line, values, begin, end);
    else for (let i = begin; i < end; i++) pushEntry(line, i, values[i]!);
  }
}
