import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COLUMN_NAMES } from "../../protocol/columns.ts";
import { History } from "../history.ts";
import { batchOf } from "../fixtures/scriptedWorker.ts";
import { createMemoryDatabase } from "./fixtures/memoryDatabase.ts";
import { runToKeep } from "./fixtures/runs.ts";
import { snapshotOf } from "./keptRun.ts";
import { createRunShelf, isWorthKeeping, MOST_LEFT, MOST_UNNAMED } from "./runShelf.ts";

function setUp() {
  const memory = createMemoryDatabase();
  let time = 1000;
  const shelf = createRunShelf({ open: async () => memory.database, now: () => time++ });
  return { ...memory, shelf };
}

const FULL = new DOMException("no room", "QuotaExceededError");

describe("a kept run", () => {
  it("comes back with every number it had", async () => {
    const entry = fc.oneof(fc.double(), fc.constant(NaN));
    const columns = fc.uniqueArray(fc.constantFrom(...COLUMN_NAMES.slice(2)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        columns,
        fc.integer({ min: 1, max: 40 }),
        fc.array(entry, { minLength: 40, maxLength: 40 }),
        async (names, length, numbers) => {
          const { shelf } = setUp();
          const history = new History();
          const given = Object.fromEntries(
            names.map((name, k) => [name, (step: number) => numbers[(step + 7 * k) % 40]!]),
          );
          history.append(batchOf(0, length, { ...given, learningRate: () => 0.1 }));
          const { id } = await shelf.keep({ ...runToKeep(1), snapshot: snapshotOf(history) });
          const read = await shelf.read(id);
          for (const name of COLUMN_NAMES) {
            expect(read.history.column(name), name).toEqual(history.column(name));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is what it was when it was kept, however it went on", async () => {
    const { shelf } = setUp();
    const run = runToKeep(50);
    const { history } = run.snapshot;
    history.append(batchOf(50, 10, { learningRate: () => 0.1 }));
    const { id } = await shelf.keep(run);
    const read = await shelf.read(id);
    expect(read.history.length).toBe(50);
    expect(read).toMatchObject({ name: "a run", backend: { name: "float64" } });
    expect(read.history.annotations.edgeSteps).toEqual([12]);
  });

  it("is listed with what it is, the newest first", async () => {
    const { shelf } = setUp();
    await shelf.keep(runToKeep(50));
    await shelf.keep({ ...runToKeep(60, { learningRate: 0.2 }), origin: "diverged" });
    const { runs } = await shelf.list();
    expect(runs).toMatchObject([
      { rows: 60, origin: "diverged", name: "a run (2)", isNamed: false },
      { rows: 50, origin: "finished", name: "a run" },
    ]);
    expect(runs[0]!.thumbnail.twoOverEta).toEqual([[0, 10]]);
    // Three columns of 60 numbers, one of 48: what is not defined takes no room.
    expect(runs[0]!.bytes).toBe(8 * (3 * 60 + 48));
  });

  it("is kept once: longer or again it replaces itself, shorter it changes nothing", async () => {
    const { shelf } = setUp();
    const { id } = await shelf.keep(runToKeep(50));
    expect((await shelf.keep(runToKeep(80))).id).toBe(id);
    expect(await shelf.keep(runToKeep(30))).toMatchObject({ rows: 80 });
    expect((await shelf.list()).runs).toMatchObject([{ id, rows: 80, name: "a run" }]);
    await shelf.keep({ ...runToKeep(80), backend: { name: "wasm", precision: "float32" } });
    expect((await shelf.list()).runs).toHaveLength(2);
  });

  it("is the same whatever the order of its experiment's keys", async () => {
    const { shelf } = setUp();
    const run = runToKeep(50);
    const { id } = await shelf.keep(run);
    const reversed = Object.fromEntries(Object.entries(run.experiment).reverse());
    expect((await shelf.keep({ ...run, experiment: reversed as never })).id).toBe(id);
  });
});

describe("the shelf", () => {
  it("makes room among the unnamed runs only", async () => {
    const { shelf } = setUp();
    const kept = [];
    for (let i = 0; i < MOST_UNNAMED; i++) {
      kept.push(await shelf.keep(runToKeep(20, { nudge: i / 100 }, `run ${i}`)));
    }
    await shelf.rename(kept[0]!.id, "the first");
    await shelf.keep(runToKeep(20, { nudge: 1 }, "one more"));
    const names = async () => (await shelf.list()).runs.map(({ name }) => name);
    expect(await names()).toHaveLength(MOST_UNNAMED + 1);
    await shelf.keep(runToKeep(20, { nudge: 2 }, "two more"));
    expect(await names()).toHaveLength(MOST_UNNAMED + 1);
    expect(await names()).toContain("the first");
    expect(await names()).not.toContain("run 1");
    expect(await names()).toContain("run 2");
  });

  it("has a few places only for runs that were left, and never those of others", async () => {
    const { shelf } = setUp();
    const finished = await shelf.keep(runToKeep(20, { nudge: -1 }));
    const leave = (nudge: number, rows = 20) =>
      shelf.keep({ ...runToKeep(rows, { nudge }), origin: "left" });
    const first = await leave(0);
    await shelf.rename(first.id, "mine");
    for (let i = 1; i <= MOST_LEFT + 3; i++) await leave(i / 10);
    const { runs } = await shelf.list();
    const nudges = runs.map(({ experiment }) => experiment.nudge);
    expect(nudges).toEqual([1.1, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0, -1]);
    // A finished run that goes on and is left then is still one that was finished.
    expect(await leave(-1, 30)).toMatchObject({ id: finished.id, rows: 30, origin: "finished" });
    expect((await shelf.list()).runs).toHaveLength(MOST_LEFT + 2);
  });

  it("puts a run in the place of its beginning, unless that has a name", async () => {
    const { shelf } = setUp();
    const beginning = await shelf.keep({ ...runToKeep(20), origin: "left" });
    const longer = { ...runToKeep(40, { nudge: 1 }), origin: "left" as const };
    const { id } = await shelf.keep(longer, beginning.id);
    expect((await shelf.list()).runs).toMatchObject([{ id, name: "a run", rows: 40 }]);
    await shelf.rename(id, "mine");
    await shelf.keep(runToKeep(60, { nudge: 2 }), id);
    expect((await shelf.list()).runs).toMatchObject([{ rows: 60 }, { id, name: "mine" }]);
  });

  it("leaves a viewer's name when the run is kept again", async () => {
    const { shelf } = setUp();
    const { id } = await shelf.keep(runToKeep(50));
    await shelf.rename(id, "mine");
    await shelf.keep(runToKeep(70));
    expect((await shelf.list()).runs).toMatchObject([{ name: "mine", rows: 70, isNamed: true }]);
  });

  it("gives back what was deleted", async () => {
    const { shelf, summaries, contents } = setUp();
    const { id } = await shelf.keep(runToKeep(50));
    const before = structuredClone([...summaries, ...contents]);
    const deleted = await shelf.delete(id);
    expect([summaries.size, contents.size]).toEqual([0, 0]);
    await shelf.putBack(deleted);
    expect([...summaries, ...contents]).toEqual(before);
  });

  it("says that it is full, and loses nothing", async () => {
    const { shelf, failure, summaries } = setUp();
    for (let i = 0; i < MOST_UNNAMED; i++) await shelf.keep(runToKeep(20, { nudge: i / 100 }));
    failure.error = FULL;
    await expect(shelf.keep(runToKeep(20, { nudge: 3 }))).rejects.toThrow(
      /^This browser’s storage is full; the run on screen is not lost\./,
    );
    expect(summaries.size).toBe(MOST_UNNAMED);
  });

  it.each([
    [new DOMException("", "SecurityError"), /does not let the page store runs/],
    [
      new DOMException("One of the specified object stores was not found.", "NotFoundError"),
      /^The storage of kept runs in this browser is damaged\. The run on screen is not lost/,
    ],
    [new DOMException("", "VersionError"), /newer version of this page/],
    [
      new DOMException("Disk failure.", "UnknownError"),
      /could not use its storage \(Disk failure\)/,
    ],
  ])("says what %s means", async (error, sentence) => {
    const shelf = createRunShelf({ open: () => Promise.reject(error), now: () => 0 });
    await expect(shelf.list()).rejects.toThrow(sentence);
  });

  it("says that a run is gone", async () => {
    const { shelf } = setUp();
    await expect(shelf.read("nothing")).rejects.toThrow(/no longer kept/);
    await expect(shelf.rename("nothing", "x")).rejects.toThrow(/no longer kept/);
  });

  it("skips what it cannot read, and can remove it", async () => {
    const { shelf, summaries } = setUp();
    const { id } = await shelf.keep(runToKeep(50));
    await shelf.keep(runToKeep(50, { learningRate: 0.2 }));
    summaries.set(id, { ...(summaries.get(id) as object), version: 2 });
    const { runs, unreadable } = await shelf.list();
    expect(runs).toHaveLength(1);
    expect(unreadable).toEqual([id]);
    await expect(shelf.read(id)).rejects.toThrow(/cannot read/);
    await shelf.discard(unreadable);
    expect((await shelf.list()).unreadable).toEqual([]);
  });
});

describe("a run whose rows are broken", () => {
  it("can be deleted and put back", async () => {
    const { shelf, contents } = setUp();
    const { id } = await shelf.keep(runToKeep(50));
    contents.set(id, { id, annotations: null, columns: {} });
    await expect(shelf.read(id)).rejects.toThrow(/cannot read/);
    const deleted = await shelf.delete(id);
    expect((await shelf.list()).runs).toEqual([]);
    await shelf.putBack(deleted);
    expect((await shelf.list()).runs).toHaveLength(1);
  });
});

it("keeps short runs only when they diverged", () => {
  expect(isWorthKeeping(19, null)).toBe(false);
  expect(isWorthKeeping(20, null)).toBe(true);
  expect(isWorthKeeping(8, 7)).toBe(true);
  expect(isWorthKeeping(2, 1)).toBe(false);
});
