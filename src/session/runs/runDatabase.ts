/**
 * The browser's database with kept runs: summaries and contents in two stores, changed together.
 * Contents are stored in parts, the annotations and each column, because storing copies at once
 * what it is given: a long run as a whole would hold the page up.
 */
import type { RunSummary, StoredContents } from "./keptRun.ts";
import { completionOf, resultOf } from "./requests.ts";
import { ShelfFault } from "./shelfFault.ts";

const VERSION = 1;
const SUMMARIES = "summaries";
const CONTENTS = "contents";

const ANNOTATIONS = "annotations";

/** Stored under its run and its own name. */
interface Part {
  id: string;
  part: string;
  value: unknown;
}

export interface DatabaseChange {
  put?: { summary: RunSummary; contents: StoredContents };
  remove?: readonly IDBValidKey[];
}

/** A key is the id of a run unless another hand wrote it. */
export interface StoredSummary {
  key: IDBValidKey;
  value: unknown;
}

/** What is read may have been written by any version of the page: it is unknown until checked. */
export interface RunDatabase {
  summaries(): Promise<StoredSummary[]>;
  read(id: string): Promise<{ summary: unknown; contents: StoredContents }>;
  /** All of a change or nothing of it. */
  write(change: DatabaseChange): Promise<void>;
  /** @throws ShelfFault when there is no such run. */
  update(id: string, replace: (summary: unknown) => unknown): Promise<void>;
  close(): void;
}

function partsOf({ id, annotations, columns }: StoredContents): Part[] {
  return [
    { id, part: ANNOTATIONS, value: annotations },
    ...Object.entries(columns).map(([part, value]) => ({ id, part, value })),
  ];
}

/** What `readContents` checks. */
function joined(id: string, parts: readonly Part[]): StoredContents {
  const isAnnotations = ({ part }: Part) => part === ANNOTATIONS;
  const columns = parts.filter((part) => !isAnnotations(part));
  return {
    id,
    annotations: parts.find(isAnnotations)?.value,
    columns: Object.fromEntries(columns.map(({ part, value }) => [part, value])),
  };
}

/** All keys [id, part] of a run. */
function partsRange(id: IDBValidKey): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

/** Take back what a transaction has done so far. */
function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It is over already: a failed request has ended it.
  }
}

function makeStores(database: IDBDatabase): void {
  database.createObjectStore(SUMMARIES, { keyPath: "id" });
  database.createObjectStore(CONTENTS, { keyPath: ["id", "part"] });
}

/** Another hand may have made a database of this name, or a half of it may be gone. */
async function hasStores(database: IDBDatabase): Promise<boolean> {
  const names = database.objectStoreNames;
  if (!names.contains(SUMMARIES) || !names.contains(CONTENTS)) return false;
  const transaction = database.transaction([SUMMARIES, CONTENTS], "readonly");
  const keyOf = (store: string) => JSON.stringify(transaction.objectStore(store).keyPath);
  const isOurs = keyOf(SUMMARIES) === '"id"' && keyOf(CONTENTS) === '["id","part"]';
  // Until it is over the database can be neither closed nor deleted.
  await completionOf(transaction);
  return isOurs;
}

function answerOf(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.addEventListener("blocked", () => {
      reject(new ShelfFault("blocked"));
    });
    request.addEventListener("error", () => {
      reject(request.error ?? new ShelfFault("unavailable"));
    });
    request.addEventListener("success", () => {
      resolve(request.result);
    });
  });
}

function connect(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, VERSION);
  request.addEventListener("upgradeneeded", () => {
    makeStores(request.result);
  });
  return answerOf(request);
}

/**
 * Open the database, made when it is not there yet. One that lacks what this version stores in is made
 * anew: no run can be read from it.
 * @param onRenewed called when that happened
 * @throws ShelfFault, or the browser's own error, where there is none to be had.
 */
export async function openRunDatabase(
  name: string,
  onRenewed: () => void = () => undefined,
): Promise<RunDatabase> {
  if (typeof indexedDB === "undefined") throw new ShelfFault("unavailable");
  let database = await connect(name);
  if (!(await hasStores(database))) {
    database.close();
    await answerOf(indexedDB.deleteDatabase(name));
    database = await connect(name);
    onRenewed();
  }
  // A newer version of the page in another tab must not wait for this one.
  database.addEventListener("versionchange", () => {
    database.close();
  });
  const begin = (mode: IDBTransactionMode) => database.transaction([SUMMARIES, CONTENTS], mode);
  const change = async (
    apply: (summaries: IDBObjectStore, contents: IDBObjectStore) => void | Promise<void>,
  ) => {
    const transaction = begin("readwrite");
    const completion = completionOf(transaction);
    try {
      await apply(transaction.objectStore(SUMMARIES), transaction.objectStore(CONTENTS));
    } catch (error) {
      abort(transaction);
      await completion.catch(() => undefined);
      throw error;
    }
    await completion;
  };
  return {
    summaries: async () => {
      const store = begin("readonly").objectStore(SUMMARIES);
      const [keys, values] = await Promise.all([
        resultOf(store.getAllKeys()),
        resultOf<unknown[]>(store.getAll()),
      ]);
      return keys.map((key, i) => ({ key, value: values[i] }));
    },
    read: async (id) => {
      const transaction = begin("readonly");
      const [summary, parts] = await Promise.all([
        resultOf<unknown>(transaction.objectStore(SUMMARIES).get(id)),
        resultOf<Part[]>(transaction.objectStore(CONTENTS).getAll(partsRange(id))),
      ]);
      return { summary, contents: joined(id, parts) };
    },
    write: ({ put, remove = [] }) =>
      change(async (summaries, contents) => {
        const gone = put === undefined ? remove : [...remove, put.summary.id];
        for (const id of gone) {
          summaries.delete(id);
          contents.delete(partsRange(id));
        }
        if (put === undefined) return;
        for (const part of partsOf(put.contents)) await resultOf(contents.put(part));
        summaries.put(put.summary);
      }),
    update: (id, replace) =>
      change(async (summaries) => {
        const summary = await resultOf<unknown>(summaries.get(id));
        if (summary === undefined) throw new ShelfFault("missing");
        summaries.put(replace(summary));
      }),
    close: () => {
      database.close();
    },
  };
}
