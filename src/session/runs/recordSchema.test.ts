import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryDatabase } from "./fixtures/memoryDatabase.ts";
import { runToKeep } from "./fixtures/runs.ts";
import type { RunContents, RunSummary } from "./keptRun.ts";
import { readContents, readSummary } from "./recordSchema.ts";
import { createRunShelf } from "./runShelf.ts";

async function stored() {
  const { database, summaries, contents } = createMemoryDatabase();
  const shelf = createRunShelf({ open: async () => database, now: () => 0 });
  const { id } = await shelf.keep(runToKeep(50));
  return {
    summary: summaries.get(id) as RunSummary,
    contents: contents.get(id) as RunContents,
  };
}

describe("a stored summary", () => {
  it("is read as it was written", async () => {
    const { summary } = await stored();
    expect(readSummary(summary)).toEqual(summary);
  });

  it.each([
    { rows: 0 },
    { rows: 1.5 },
    { name: "" },
    { name: "x".repeat(201) },
    { divergedAt: 50 },
    { version: 2 },
    { backend: { name: "abacus", precision: "float64" } },
    { thumbnail: { sharpness: [[0, NaN]], twoOverEta: [] } },
    { experiment: { learningRate: -1 } },
    { createdAt: "yesterday" },
    { createdAt: 1e300 },
    { createdAt: -8.65e15 },
  ])("with %j is no summary", async (change) => {
    const { summary } = await stored();
    expect(readSummary({ ...summary, ...change })).toBeNull();
  });

  it("of any other kind is no summary, and nothing throws", async () => {
    const { summary } = await stored();
    const keys = Object.keys(summary);
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...keys), (found, key) => {
        readContents(found, 50);
        const read = readSummary({ ...summary, [key]: found });
        expect(read === null || read.rows > 0).toBe(true);
        expect(readSummary(found)).toBeNull();
      }),
    );
  });
});

describe("stored rows", () => {
  it("are read as they were written, without columns that are unknown here", async () => {
    const { contents } = await stored();
    const later = { from: 0, values: new Float64Array(3) };
    const read = readContents({ ...contents, columns: { ...contents.columns, later } }, 50);
    expect(read).toEqual(contents);
  });

  it.each([
    ["a column beyond the end", { loss: { from: 10, values: new Float64Array(41) } }],
    ["numbers as text", { loss: { from: 0, values: ["1"] } }],
    ["no η", { learningRate: undefined }],
    ["η missing at a step", { learningRate: { from: 1, values: new Float64Array(49).fill(1) } }],
    [
      "an η whose 2/η is no number",
      { learningRate: { from: 0, values: new Float64Array(50).fill(1e-310) } },
    ],
    ["η of 0", { learningRate: { from: 0, values: new Float64Array(50) } }],
  ])("with %s are no rows", async (_, columns) => {
    const { contents } = await stored();
    const broken = { ...contents, columns: { ...contents.columns, ...columns } };
    expect(readContents(broken, 50)).toBeNull();
  });

  it.each([
    { edgeSteps: [1000] },
    { edgeSteps: [-1] },
    { overlayStops: [{ step: 3, overlay: "prediction", reason: "boredom" }] },
    { learningRateChanges: [{ step: 3, learningRate: 0 }] },
  ])("with annotations %j are no rows", async (change) => {
    const { contents } = await stored();
    const annotations = { ...contents.annotations, ...change };
    expect(readContents({ ...contents, annotations }, 50)).toBeNull();
  });
});
