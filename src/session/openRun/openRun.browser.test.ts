/** The run of a tab in the browser's own database, from one page to the next. */
import { afterEach, describe, expect, it } from "vitest";
import { COLUMN_NAMES } from "../../protocol/columns.ts";
import { batchOf } from "../fixtures/scriptedWorker.ts";
import { historyOfLength } from "../runs/fixtures/runs.ts";
import { defaultExperiment } from "../../model/parseExperiment.ts";
import type { History } from "../history.ts";
import { createSessionStore, type SessionState } from "../store.ts";
import { openOpenRunDatabase, type OpenRunDatabase } from "./openRunDatabase.ts";
import { createOpenRunKeeper } from "./openRunKeeper.ts";
import { readOpenRun } from "./readOpenRun.ts";

let count = 0;
let name = "";

function fresh() {
  name = `open-runs-of-a-test-${count++}`;
  return () => openOpenRunDatabase(name);
}

afterEach(() => {
  indexedDB.deleteDatabase(name);
});

const EXPERIMENT = { ...defaultExperiment(), learningRate: 0.1, steps: 0 };

function stateOf(change: Partial<SessionState> = {}): SessionState {
  const backend = {
    name: "wasm",
    precision: "float32",
    reason: "It is.",
    calibration: null,
  } as const;
  const state = createSessionStore(EXPERIMENT).getState();
  return { ...state, status: "running", backend, ...change };
}

function grow(history: History, rows: number): void {
  const given = { learningRate: () => 0.1, loss: (step: number) => 1 / (1 + step) };
  history.append(batchOf(history.length, rows, given));
}

async function found(open: () => Promise<OpenRunDatabase>, tab: string) {
  const database = await open();
  const run = await readOpenRun(database, tab);
  database.close();
  return run;
}

let time = 0;
const keeperOf = (open: () => Promise<OpenRunDatabase>, tab: string, visit: string) =>
  createOpenRunKeeper({ tab, visit, open, now: () => ++time });

describe("the run of a tab", () => {
  it("comes back with every number, however it was stored", async () => {
    const open = fresh();
    const keeper = keeperOf(open, "a", "1");
    const history = historyOfLength(30);
    await keeper.keep(history, stateOf());
    for (const rows of [1, 7, 200]) {
      grow(history, rows);
      await keeper.keep(history, stateOf());
    }
    history.checkpoint = { step: 230, engine: "e", bytes: 24, state: { at: new Float64Array(3) } };
    await keeper.keep(history, stateOf({ status: "paused", until: 500 }));
    const run = (await found(open, "a"))!;
    expect(run).toMatchObject({ experiment: EXPERIMENT, until: 500, isRunning: false });
    expect(run.backend).toEqual({ name: "wasm", precision: "float32", reason: "It is." });
    expect(run.history.length).toBe(238);
    for (const column of COLUMN_NAMES) {
      expect(run.history.column(column), column).toEqual(history.column(column));
    }
    expect(run.history.annotations).toEqual(history.annotations);
    expect(run.history.checkpoint).toEqual(history.checkpoint);
    expect(await found(open, "b")).toBeNull();
  });

  it("takes the place of the one before it, whose rows go", async () => {
    const open = fresh();
    const keeper = keeperOf(open, "a", "1");
    await keeper.keep(historyOfLength(300), stateOf());
    const second = historyOfLength(20);
    await keeper.keep(second, stateOf());
    grow(second, 5);
    await keeper.keep(second, stateOf());
    expect((await found(open, "a"))!.history.length).toBe(25);
    const database = await open();
    expect(await database.rows("a", "1 0")).toEqual([]);
    expect(await database.rows("a", "1 1")).toHaveLength(2);
    database.close();
  });

  it("is never mixed with that of a copy of the tab", async () => {
    const open = fresh();
    const [one, copy] = [keeperOf(open, "a", "1"), keeperOf(open, "a", "2")];
    const [mine, other] = [historyOfLength(40), historyOfLength(60)];
    await one.keep(mine, stateOf());
    await copy.keep(other, stateOf());
    grow(mine, 10);
    await one.keep(mine, stateOf());
    // The rows of the first are gone: none at all is better than some.
    expect(await found(open, "a")).toBeNull();
  });

  it("of tabs long closed makes room", async () => {
    const open = fresh();
    for (const tab of ["a", "b", "c", "d", "e", "f"]) {
      await keeperOf(open, tab, tab).keep(historyOfLength(20), stateOf());
    }
    const kept = await Promise.all(["a", "b", "c", "d", "e", "f"].map((tab) => found(open, tab)));
    expect(kept.map((run) => run !== null)).toEqual([false, false, true, true, true, true]);
  });

  it("that is damaged, or of another version, is none", async () => {
    const open = fresh();
    await keeperOf(open, "a", "1").keep(historyOfLength(40), stateOf());
    const database = await open();
    const [head] = (await database.heads()) as Record<string, unknown>[];
    const rows = await database.rows("a", "1 0");
    database.close();
    const read = (change: object, parts: unknown[] = rows) =>
      readOpenRun(
        { heads: async () => [null, 7, { ...head, ...change }], rows: async () => parts },
        "a",
      );
    expect(await read({})).not.toBeNull();
    for (const change of [
      { version: 2 },
      { rows: 0 },
      { rows: 39 },
      { rows: 1e300 },
      { experiment: { steps: -1 } },
      { backend: { name: "abacus", precision: "float32", reason: "" } },
      { annotations: { edgeSteps: ["<img>"] } },
      { divergedAt: 40 },
      { checkpoint: { step: "3" } },
    ]) {
      expect(await read(change), JSON.stringify(change)).toBeNull();
    }
    expect(await read({}, [])).toBeNull();
    expect(await read({}, [{ first: 0, columns: { loss: { from: 0, values: [1] } } }])).toBeNull();
    const late = { step: 99, engine: "e", bytes: 0, state: null };
    expect((await read({ checkpoint: late }))!.history.checkpoint).toBeNull();
  });

  it("that finds no room costs nothing: a sentence, what was stored stays, and the next try adds all", async () => {
    const open = fresh();
    let isFull = false;
    const limited = async () => {
      const database = await open();
      const write: OpenRunDatabase["write"] = async (...what) => {
        if (isFull) throw new DOMException("too much", "QuotaExceededError");
        await database.write(...what);
      };
      return { ...database, write };
    };
    const keeper = keeperOf(limited, "a", "1");
    const history = historyOfLength(30);
    await keeper.keep(history, stateOf());
    grow(history, 10);
    isFull = true;
    await expect(keeper.keep(history, stateOf())).rejects.toThrow(/storage is full/);
    expect((await found(open, "a"))!.history.length).toBe(30);
    isFull = false;
    grow(history, 10);
    await keeper.keep(history, stateOf());
    expect((await found(open, "a"))!.history.column("loss")).toEqual(history.column("loss"));
  });
});
