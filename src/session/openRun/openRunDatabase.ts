/** The browser's database with the run of each tab: a head, replaced whole, and rows, which are added. */
import { completionOf, resultOf } from "../runs/requests.ts";
import { ShelfFault } from "../runs/shelfFault.ts";
import type { OpenRunHead, OpenRunRows } from "./openRun.ts";

const VERSION = 1;
const HEADS = "heads";
const ROWS = "rows";

/** What is read may have been written by any version of the page: it is unknown until checked. */
export interface OpenRunDatabase {
  /** Of every tab. */
  heads(): Promise<unknown[]>;
  /** Of one run, in the order of their steps. */
  rows(tab: string, run: string): Promise<unknown[]>;
  /** All of it or nothing; rows of other runs of this tab go. */
  write(head: OpenRunHead, rows: OpenRunRows | null): Promise<void>;
  forget(tabs: readonly string[]): Promise<void>;
  close(): void;
}

const rowsOf = (...key: string[]) => IDBKeyRange.bound(key, [...key, []]);

/** @throws ShelfFault, or the browser's own error, where there is none to be had. */
export async function openOpenRunDatabase(name: string): Promise<OpenRunDatabase> {
  if (typeof indexedDB === "undefined") throw new ShelfFault("unavailable");
  const request = indexedDB.open(name, VERSION);
  request.addEventListener("upgradeneeded", () => {
    request.result.createObjectStore(HEADS, { keyPath: "tab" });
    request.result.createObjectStore(ROWS, { keyPath: ["tab", "run", "first"] });
  });
  const database = await resultOf(request);
  // A newer version of the page in another tab must not wait for this one.
  database.addEventListener("versionchange", () => {
    database.close();
  });
  const change = async (apply: (heads: IDBObjectStore, rows: IDBObjectStore) => void) => {
    const transaction = database.transaction([HEADS, ROWS], "readwrite");
    const completion = completionOf(transaction);
    apply(transaction.objectStore(HEADS), transaction.objectStore(ROWS));
    await completion;
  };
  const reading = (store: string) => database.transaction(store, "readonly").objectStore(store);
  return {
    heads: () => resultOf<unknown[]>(reading(HEADS).getAll()),
    rows: (tab, run) => resultOf<unknown[]>(reading(ROWS).getAll(rowsOf(tab, run))),
    write: (head, rows) =>
      change((heads, allRows) => {
        const { tab, run } = head;
        allRows.delete(IDBKeyRange.bound([tab], [tab, run], false, true));
        allRows.delete(IDBKeyRange.bound([tab, run, []], [tab, []], true));
        if (rows !== null) allRows.put(rows);
        heads.put(head);
      }),
    forget: (tabs) =>
      change((heads, allRows) => {
        for (const tab of tabs) {
          heads.delete(tab);
          allRows.delete(rowsOf(tab));
        }
      }),
    close: () => {
      database.close();
    },
  };
}
