import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseExperiment } from "../parseExperiment.ts";
import type { FileData } from "../experiment.ts";
import { classCounts, className } from "./fileClasses.ts";
import {
  likelyChoices,
  possibleTargets,
  targetColumns,
  uselessReason,
  withTargetKind,
} from "./fileChoices.ts";
import { fileDataset } from "./fileDataset.ts";
import { fileSizes } from "./fileSizes.ts";
import type { FileRows, ImageRows } from "./fileRows.ts";
import { readTable } from "./readTable.ts";

const IDENTITY = { name: "a", size: 1, sha256: "0".repeat(64) };
const table = (text: string) => readTable(new TextEncoder().encode(text));
const source = (rows: FileRows, change: Partial<FileData> = {}): FileData => ({
  kind: "file",
  format: rows.kind === "table" ? "csv" : "idx",
  files: rows.kind === "table" ? [IDENTITY] : [IDENTITY, IDENTITY],
  ...likelyChoices(rows),
  ...change,
});

const flowers = table("size,id,kind\n1,10,rose\n2,20,lily\n3,30,rose\n4,40,aster\n5,50,lily\n");
const images: ImageRows = {
  kind: "images",
  count: 3,
  channels: 1,
  height: 1,
  width: 2,
  pixels: Uint8Array.of(0, 255, 51, 102, 255, 0),
  labels: Uint8Array.of(4, 7, 4),
};

describe("rows of a file as a training set", () => {
  it("learn the last column, here of words, one-hot", () => {
    const data = source(flowers, { standardise: "none", subset: "first" });
    expect(data).toMatchObject({ column: 2, targets: "one-hot", classes: [0, 1, 2], shape: [2] });
    const dataset = fileDataset(data, flowers);
    expect([...dataset.inputs]).toEqual([1, 10, 2, 20, 3, 30, 4, 40, 5, 50]);
    expect([...dataset.targets]).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0]);
    expect(classCounts(flowers, 2)).toEqual([
      { label: 0, count: 2 },
      { label: 1, count: 2 },
      { label: 2, count: 1 },
    ]);
    expect(className(flowers, 2, 1)).toBe("lily");
  });

  it("are those of two classes, told apart by a sign", () => {
    const data = source(flowers, {
      targets: "sign",
      classes: [1, 0],
      samples: 3,
      offset: 1,
      subset: "first",
      standardise: "none",
    });
    const dataset = fileDataset(data, flowers);
    expect([...dataset.inputs]).toEqual([2, 20, 3, 30, 5, 50]);
    expect([...dataset.targets]).toEqual([-1, 1, -1]);
  });

  it("may be spread over the file", () => {
    const data = source(flowers, { samples: 2, subset: "spread", standardise: "none" });
    expect([...fileDataset(data, flowers).inputs]).toEqual([1, 10, 3, 30]);
  });

  it("are standardised per column, the numbers to be learned too", () => {
    const numbers = table("a,b,y\n1,5,10\n3,5,30\n");
    const data = source(numbers);
    expect(data).toMatchObject({ column: 2, targets: "values", standardise: "all", classes: [] });
    const dataset = fileDataset(data, numbers);
    expect([...dataset.inputs]).toEqual([-1, 0, 1, 0]);
    expect([...dataset.targets]).toEqual([-1, 1]);
    const raw = fileDataset(source(numbers, { standardise: "inputs" }), numbers);
    expect([...raw.targets]).toEqual([10, 30]);
  });

  it("are images with their shape, pixels as parts of 255 or standardised", () => {
    const data = source(images, { standardise: "none", subset: "first" });
    expect(data).toMatchObject({
      targets: "sign",
      classes: [4, 7],
      column: null,
      shape: [1, 1, 2],
    });
    const dataset = fileDataset(data, images);
    expect([...dataset.inputs]).toEqual([0, 1, 0.2, 0.4, 1, 0]);
    expect([...dataset.targets]).toEqual([-1, 1, -1]);
    expect(dataset.image).toEqual({ channels: 1, height: 1, width: 2 });
    const { inputs } = fileDataset({ ...data, standardise: "inputs" }, images);
    expect(inputs.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 12);
    expect(inputs.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(6, 12);
  });

  it.each<[Partial<FileData>, string]>([
    [{ samples: 6 }, "it has 5 rows of these classes from row 0 on, the experiment asks for 6."],
    [{ shape: [3] }, "its rows are 2 numbers, the experiment asks for 3."],
    [{ column: 7 }, "its column 8 is not one that can be learned."],
    [{ targets: "values" }, "its column 3 is not one that can be learned."],
    [{ format: "cifar10" }, "it does not hold what the experiment asks for, cifar10."],
  ])("are refused where the file is another: %j", (change, sentence) => {
    expect(() => fileDataset(source(flowers, change), flowers)).toThrow(sentence);
  });

  it("say why there is nothing to learn", () => {
    expect(uselessReason(flowers)).toBeNull();
    expect(uselessReason(table("x\n1\n"))).toContain("a column of numbers to learn from");
    expect(uselessReason({ ...images, labels: Uint8Array.of(1, 1, 1) })).toContain("the same");
  });

  it("are a valid experiment with every choice that is offered", () => {
    const cell = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom("a", "b", "c"));
    const anyTable = fc
      .tuple(
        fc.array(cell, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(),
      )
      .map(([kinds, count, seed]) => {
        const lines = Array.from({ length: count }, (_, i) =>
          kinds
            .map((kind, j) => {
              const code = ((i + 1) * (j + 3) * (seed + 7)) % 5;
              return typeof kind === "number" ? code : `w${code}`;
            })
            .join(","),
        );
        return table(`${kinds.map(() => "name").join(",")}\n${lines.join("\n")}`);
      })
      .filter((rows) => uselessReason(rows) === null);
    fc.assert(
      fc.property(anyTable, (rows) => {
        for (const column of targetColumns(rows)) {
          for (const targets of possibleTargets(rows, column)) {
            const data = source(rows, withTargetKind(rows, column, targets));
            const parsed = parseExperiment({ data });
            expect(parsed).toMatchObject({ ok: true, experiment: { data } });
            const { inputs, ...dataset } = fileDataset(data, rows);
            expect(dataset).toMatchObject(fileSizes(data));
            expect(inputs.every(Number.isFinite)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});
