import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { COLUMN_NAMES, type Row } from "../protocol/columns.ts";
import { ColumnWriter } from "./columnWriter.ts";

/** Every cell of the table a different number: step + column/100. */
function rowAt(step: number): Row {
  const cells = COLUMN_NAMES.map((name, i) => [name, step + i / 100]);
  return { ...Object.fromEntries(cells), step } as Row;
}

function pushed(writer: ColumnWriter, from: number, count: number): ColumnWriter {
  for (let step = from; step < from + count; step++) writer.push(rowAt(step));
  return writer;
}

describe("a column writer", () => {
  test("gives back every cell, in batches of any length", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 6 }), (lengths) => {
        const writer = new ColumnWriter();
        let step = 5;
        for (const length of lengths) {
          expect(pushed(writer, step, length).length).toBe(length);
          const batch = writer.take();
          expect([batch.firstStep, batch.length]).toEqual([step, length]);
          for (const [i, name] of COLUMN_NAMES.entries()) {
            const expected = Array.from({ length }, (_, k) =>
              name === "step" ? step + k : step + k + i / 100,
            );
            expect([...batch.columns[name].subarray(0, length)]).toEqual(expected);
          }
          step += length;
        }
      }),
      { numRuns: 30 },
    );
  });

  test("keeps what is undefined undefined", () => {
    const writer = new ColumnWriter();
    writer.push({ ...rowAt(3), predictedX: NaN, alpha: -0 });
    const { columns } = writer.take();
    expect(columns.predictedX[0]).toBeNaN();
    expect(Object.is(columns.alpha[0], -0)).toBe(true);
  });

  test("is empty once taken, and never touches what was taken", () => {
    const writer = pushed(new ColumnWriter(), 0, 70);
    const first = writer.take();
    expect(writer.length).toBe(0);
    pushed(writer, 70, 70);
    expect([...first.columns.loss.subarray(0, 70)]).toEqual(
      Array.from({ length: 70 }, (_, step) => rowAt(step).loss),
    );
    expect(writer.take().firstStep).toBe(70);
    expect(writer.take().length).toBe(0);
  });

  test("gives every column a buffer of its own, to be transferred", () => {
    const { columns } = pushed(new ColumnWriter(), 0, 3).take();
    const buffers = new Set(COLUMN_NAMES.map((name) => columns[name].buffer));
    expect(buffers.size).toBe(COLUMN_NAMES.length);
  });
});
