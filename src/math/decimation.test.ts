import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  GAP,
  columnStarts,
  decimate,
  emptyPolyline,
  extendDecimation,
  type Polyline,
} from "./decimation.ts";

const positions = (n: number) => Float64Array.from({ length: n }, (_, i) => i);
const edges = (n: number, columns: number) =>
  Float64Array.from({ length: columns + 1 }, (_, c) => (c * n) / columns);

function decimated(values: Float64Array, columns: number, from = 0, to = values.length): Polyline {
  const line = emptyPolyline();
  const n = values.length;
  decimate(line, values, from, to, columnStarts(positions(n), edges(n, columns)));
  return line;
}

const points = (line: Polyline) =>
  [...line.indices.subarray(0, line.count)].map((index, i) => [index, line.values[i]!] as const);

describe("columnStarts", () => {
  it("gives the first index at or right of each edge", () => {
    const starts = columnStarts(Float64Array.of(0, 1, 4, 9), Float64Array.of(0, 0.5, 4, 20));
    expect([...starts]).toEqual([0, 1, 2, 4]);
  });
});

describe("decimate", () => {
  it("keeps few points exactly, with their gaps", () => {
    expect(points(decimated(Float64Array.of(3, NaN, 5, 6), 4))).toEqual([
      [0, 3],
      [GAP, NaN],
      [2, 5],
      [3, 6],
    ]);
  });

  it("keeps first, extremes and last of a crowded column in step order", () => {
    const line = decimated(Float64Array.of(2, 9, 3, 1, 4, 5), 1);
    expect(points(line)).toEqual([
      [0, 2],
      [1, 9],
      [3, 1],
      [5, 5],
    ]);
  });

  it("appends after a gap, so that two runs are never joined", () => {
    const values = Float64Array.of(1, 2, 3, 4);
    const line = emptyPolyline();
    const starts = columnStarts(positions(4), edges(4, 4));
    decimate(line, values, 0, 2, starts);
    decimate(line, values, 2, 4, starts);
    expect(points(line).map(([index]) => index)).toEqual([0, 1, GAP, 2, 3]);
  });

  it("shows a spike of one step among 50,000, wherever it is and however wide the screen", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 49_999 }),
        fc.integer({ min: 50, max: 2000 }),
        fc.boolean(),
        (at, columns, up) => {
          const values = new Float64Array(50_000).map((_, i) => Math.sin(i));
          values[at] = up ? 30 : -30;
          expect(points(decimated(values, columns))).toContainEqual([at, values[at]]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("keeps the ends and the envelope of every column, in order, within the point budget", () => {
    const entry = fc.oneof(
      { weight: 8, arbitrary: fc.double({ noNaN: true, min: -1e6, max: 1e6 }) },
      { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
    );
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 60 }),
        (list, columns) => {
          const values = Float64Array.from(list);
          const line = decimated(values, columns);
          const kept = points(line).filter(([index]) => index !== GAP);
          const indices = kept.map(([index]) => index);
          expect(indices).toEqual([...new Set(indices)].sort((a, b) => a - b));
          for (const [index, value] of kept) expect(value).toBe(values[index]);
          expect(line.count).toBeLessThanOrEqual(6 * columns + 1);
          const limits = edges(values.length, columns);
          for (let c = 0; c < columns; c++) {
            const inside = list
              .map((value, i) => [i, value] as const)
              .filter(([i, v]) => i >= limits[c]! && i < limits[c + 1]! && Number.isFinite(v));
            if (inside.length === 0) continue;
            const shown = kept.filter(([i]) => i >= limits[c]! && i < limits[c + 1]!);
            const heights = inside.map(([, value]) => value);
            expect(shown.map(([, value]) => value)).toContain(Math.min(...heights));
            expect(shown.map(([, value]) => value)).toContain(Math.max(...heights));
            expect(shown[0]).toEqual(inside[0]);
            expect(shown.at(-1)).toEqual(inside.at(-1));
          }
        },
      ),
    );
  });

  it("breaks the line where a whole column is undefined", () => {
    const values = new Float64Array(300).map((_, i) => (i >= 100 && i < 200 ? NaN : i));
    const line = decimated(values, 30);
    const indices = points(line).map(([index]) => index);
    const gap = indices.indexOf(GAP);
    expect(indices[gap - 1]).toBe(99);
    expect(indices[gap + 1]).toBe(200);
  });
});

describe("extendDecimation", () => {
  const entry = fc.oneof(
    { weight: 6, arbitrary: fc.double({ noNaN: true, min: -1e6, max: 1e6 }) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity) },
  );

  it("is what decimating everything again gives, wherever the last entries were provisional", () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 2, maxLength: 300 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (list, columns, a, b, c) => {
          const values = Float64Array.from(list);
          const n = values.length;
          const known = 1 + (a % (n - 1));
          const settled = b % (known + 1);
          const from = c % known;
          const limits = edges(n, columns);
          const provisional = values.map((value, i) => (i < settled ? value : 7 - i));
          const line = emptyPolyline();
          const early = columnStarts(positions(known), limits);
          const late = columnStarts(positions(n), limits);
          // An earlier stretch of the same line stays as it is.
          decimate(line, values, 0, from, early);
          decimate(line, provisional, from, known, early);
          extendDecimation(line, values, from, n, late, settled);
          const whole = emptyPolyline();
          decimate(whole, values, 0, from, late);
          decimate(whole, values, from, n, late);
          const trim = (of: Polyline) => {
            const list = points(of);
            return list.at(-1)?.[0] === GAP ? list.slice(0, -1) : list;
          };
          expect(trim(line)).toEqual(trim(whole));
        },
      ),
      { numRuns: 500 },
    );
  });
});
