import { afterEach, describe, expect, it, vi } from "vitest";
import { COLUMN_NAMES } from "../../protocol/columns.ts";
import { History } from "../history.ts";
import { batchOf } from "../fixtures/scriptedWorker.ts";
import { runToKeep } from "./fixtures/runs.ts";
import { snapshotOf } from "./keptRun.ts";
import { openRunDatabase, type DatabaseChange } from "./runDatabase.ts";
import { createRunShelf } from "./runShelf.ts";

let count = 0;
const names: string[] = [];

function freshName(): string {
  const name = `runs-of-a-test-${count++}`;
  names.push(name);
  return name;
}

function shelfIn(name: string) {
  let time = 0;
  return createRunShelf({ open: () => openRunDatabase(name), now: () => time++ });
}

afterEach(() => {
  vi.unstubAllGlobals();
  for (const name of names.splice(0)) indexedDB.deleteDatabase(name);
});

describe("the browser's database", () => {
  it("keeps runs from one visit to the next", async () => {
    const name = freshName();
    const run = runToKeep(300);
    const { id } = await shelfIn(name).keep(run);
    await shelfIn(name).rename(id, "kept");
    const read = await shelfIn(name).read(id);
    expect(read.name).toBe("kept");
    expect(read.history.column("sharpness")).toEqual(run.snapshot.history.column("sharpness"));
    await shelfIn(name).delete(id);
    expect(await shelfIn(name).list()).toEqual({ runs: [], unreadable: [] });
  });

  it("changes all or nothing", async () => {
    const name = freshName();
    const { id } = await shelfIn(name).keep(runToKeep(30));
    const database = await openRunDatabase(name);
    // A function cannot be stored: the request fails after the deletion was asked for.
    const broken = {
      summary: { id: "x" },
      contents: { id: "x", annotations: () => 0, columns: {} },
    };
    const change = { remove: [id], put: broken } as unknown as DatabaseChange;
    await expect(database.write(change)).rejects.toThrow(/could not be cloned/);
    await expect(database.update("nothing", () => ({}))).rejects.toThrow(/no longer kept/);
    database.close();
    expect((await shelfIn(name).list()).runs).toMatchObject([{ id }]);
  });

  it("says so where the browser's quota is used up in the middle of storing", async () => {
    const name = freshName();
    const shelf = shelfIn(name);
    await shelf.keep(runToKeep(30));
    const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("", "QuotaExceededError");
    });
    await expect(shelf.keep(runToKeep(30, { nudge: 1 }))).rejects.toThrow(/storage is full/);
    put.mockRestore();
    expect((await shelf.list()).runs).toHaveLength(1);
  });

  it("says so where a newer version of the page has stored runs", async () => {
    const name = freshName();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 99);
      request.addEventListener("success", () => {
        request.result.close();
        resolve();
      });
    });
    await expect(shelfIn(name).list()).rejects.toThrow(/newer version/);
  });

  it.each<[string, (database: IDBDatabase) => void]>([
    ["no stores", () => undefined],
    ["one of its stores", (database) => database.createObjectStore("summaries", { keyPath: "id" })],
    [
      "stores with other keys",
      (database) => {
        database.createObjectStore("summaries");
        database.createObjectStore("contents", { autoIncrement: true });
      },
    ],
  ])("is made anew, once and with a word, where it has %s", async (_, make) => {
    const name = freshName();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 1);
      request.addEventListener("upgradeneeded", () => {
        make(request.result);
      });
      request.addEventListener("success", () => {
        request.result.close();
        resolve();
      });
    });
    const onRenewed = vi.fn<() => void>();
    const shelf = createRunShelf({ open: () => openRunDatabase(name, onRenewed), now: () => 0 });
    expect(await shelf.list()).toEqual({ runs: [], unreadable: [] });
    const { id } = await shelf.keep(runToKeep(30));
    expect((await shelf.list()).runs).toMatchObject([{ id }]);
    expect(onRenewed).toHaveBeenCalledTimes(1);
  });

  it("lists what another hand stored as unreadable, and removes it by its own key", async () => {
    const name = freshName();
    const { id } = await shelfIn(name).keep(runToKeep(30));
    const database = await openRunDatabase(name);
    const stored = [{ id: 7 }, { id: ["a", 7] }, { id: new Date(0), createdAt: 1e300 }];
    for (const value of stored) {
      const put = { summary: value, contents: { id: value.id, annotations: 0, columns: {} } };
      await database.write({ put } as unknown as DatabaseChange);
    }
    database.close();
    const { runs, unreadable } = await shelfIn(name).list();
    expect(runs).toMatchObject([{ id }]);
    expect(unreadable).toHaveLength(3);
    await shelfIn(name).discard(unreadable);
    expect((await shelfIn(name).list()).unreadable).toEqual([]);
  });

  it("says so where there is none", async () => {
    vi.stubGlobal("indexedDB", undefined);
    await expect(shelfIn(freshName()).list()).rejects.toThrow(/does not let the page store runs/);
    vi.unstubAllGlobals();
  });

  it("stores 100,000 steps without holding the page up", async () => {
    const shelf = shelfIn(freshName());
    const history = new History();
    const measured = Object.fromEntries(COLUMN_NAMES.map((column) => [column, () => 0.1]));
    history.append(batchOf(0, 100_000, measured));
    const run = { ...runToKeep(1), snapshot: snapshotOf(history) };
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    const { bytes } = await shelf.keep(run);
    clearInterval(timer);
    console.log(`kept ${bytes} bytes; longest pause ${longest.toFixed(0)} ms`);
    expect((await shelf.list()).runs).toMatchObject([{ rows: 100_000, bytes }]);
  });
});
