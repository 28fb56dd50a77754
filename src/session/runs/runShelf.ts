/** Runs kept in this browser. Every failure is an Error whose message is a sentence for the viewer. */
import type { RecordedRun } from "../recordedRun.ts";
import type { RunSummary, RunToKeep, StoredContents } from "./keptRun.ts";
import { packColumns, packedBytes, unpackedHistory } from "./packedColumns.ts";
import { readContents, readSummary } from "./recordSchema.ts";
import type { RunDatabase } from "./runDatabase.ts";
import { runIdentity } from "./runIdentity.ts";
import { faultOf, ShelfFault } from "./shelfFault.ts";
import { thumbnailOf } from "./thumbnail.ts";

/** So many unnamed runs are kept; the oldest gives way to the next. Named ones do not count. */
export const MOST_UNNAMED = 30;

/** So many of them were only left before their end: those do not push out all others. */
export const MOST_LEFT = 8;

/** A shorter run shows nothing worth comparing, unless it diverged. */
const LEAST_ROWS = 20;
const LEAST_ROWS_DIVERGED = 3;

export const LONGEST_NAME = 80;

export interface ShelfContents {
  /** The newest first. */
  runs: RunSummary[];
  /** Keys of stored runs that this version cannot read. */
  unreadable: IDBValidKey[];
}

/** A deleted run, whole, so that it can be put back; its rows need not be readable. */
export interface DeletedRun {
  summary: RunSummary;
  contents: StoredContents;
}

export interface ShelfOptions {
  open: () => Promise<RunDatabase>;
  now: () => number;
}

export type RunShelf = ReturnType<typeof createRunShelf>;

/** Whether a run is long enough to be kept by itself. */
export function isWorthKeeping(rows: number, divergedAt: number | null): boolean {
  return rows >= (divergedAt === null ? LEAST_ROWS : LEAST_ROWS_DIVERGED);
}

/** “Six spikes”, “Six spikes (2)”, “Six spikes (3)”, … */
function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted} (${i})`;
  return name;
}

export function createRunShelf({ open, now }: ShelfOptions) {
  /** Each use opens and closes the database, so that no tab ever stands in another's way. */
  async function using<T>(work: (database: RunDatabase) => Promise<T>): Promise<T> {
    try {
      const database = await open();
      try {
        return await work(database);
      } finally {
        database.close();
      }
    } catch (error) {
      throw faultOf(error);
    }
  }

  async function listIn(database: RunDatabase): Promise<ShelfContents> {
    const contents: ShelfContents = { runs: [], unreadable: [] };
    for (const { key, value } of await database.summaries()) {
      const summary = readSummary(value);
      if (summary !== null) contents.runs.push(summary);
      else contents.unreadable.push(key);
    }
    contents.runs.sort((a, b) => b.createdAt - a.createdAt);
    return contents;
  }

  /** A run that is in the list; its rows as they are found. */
  async function findIn(database: RunDatabase, id: string): Promise<DeletedRun> {
    const stored = await database.read(id);
    if (stored.summary === undefined) throw new ShelfFault("missing");
    const summary = readSummary(stored.summary);
    if (summary === null) throw new ShelfFault("unreadable");
    return { summary, contents: stored.contents };
  }

  return {
    list: (): Promise<ShelfContents> => using(listIn),

    /**
     * Keep a run. The same run kept before is replaced unless it is longer; it keeps the name that
     * the viewer gave it. The oldest unnamed runs beyond `MOST_UNNAMED` are removed, and of those that
     * were left beyond `MOST_LEFT`.
     * @param replaced a run that is the beginning of this one; it is removed unless it has been named.
     * @returns the kept run's summary.
     */
    keep: (run: RunToKeep, replaced?: string): Promise<RunSummary> =>
      using(async (database) => {
        const { snapshot, experiment, presetId, backend } = run;
        const { rows, annotations, divergedAt } = snapshot;
        const id = runIdentity(run);
        const { runs } = await listIn(database);
        const before = runs.find((known) => known.id === id);
        if (before !== undefined && before.rows > rows) return before;
        // What was kept for a better reason does not count as left when it goes on.
        const origin = run.origin === "left" ? (before?.origin ?? "left") : run.origin;
        const beginning = runs.find((known) => known.id === replaced && !known.isNamed);
        const others = runs.filter((known) => known.id !== id && known !== beginning);
        const taken = new Set(others.map(({ name }) => name));
        const isNamed = before?.isNamed ?? false;
        const columns = packColumns(snapshot);
        const summary: RunSummary = {
          version: 1,
          id,
          name: isNamed ? before!.name : freeName(run.name.slice(0, LONGEST_NAME), taken),
          isNamed,
          createdAt: now(),
          origin,
          experiment,
          presetId,
          backend: { name: backend.name, precision: backend.precision },
          rows,
          divergedAt,
          bytes: packedBytes(columns),
          thumbnail: thumbnailOf(snapshot),
        };
        const unnamed = others.filter((known) => !known.isNamed);
        const left = unnamed.filter((known) => known.origin === "left");
        const remove = new Set([
          ...unnamed.slice(isNamed ? MOST_UNNAMED : MOST_UNNAMED - 1),
          ...left.slice(!isNamed && origin === "left" ? MOST_LEFT - 1 : MOST_LEFT),
          ...(beginning === undefined ? [] : [beginning]),
        ]);
        await database.write({
          put: { summary, contents: { id, annotations, columns } },
          remove: [...remove].map((known) => known.id),
        });
        return summary;
      }),

    /** The run with all its rows. */
    read: (id: string): Promise<RecordedRun & { name: string }> =>
      using(async (database) => {
        const { summary, contents: stored } = await findIn(database, id);
        const contents = readContents(stored, summary.rows);
        if (contents === null) throw new ShelfFault("unreadable");
        const { name, experiment, presetId, backend } = summary;
        const history = unpackedHistory(summary, contents);
        return { name, history, experiment, presetId, backend };
      }),

    /** Name a run, which keeps it from being removed to make room. */
    rename: (id: string, name: string): Promise<void> =>
      using((database) =>
        database.update(id, (summary) => ({ ...(summary as object), name, isNamed: true })),
      ),

    delete: (id: string): Promise<DeletedRun> =>
      using(async (database) => {
        const deleted = await findIn(database, id);
        await database.write({ remove: [id] });
        return deleted;
      }),

    putBack: (put: DeletedRun): Promise<void> => using((database) => database.write({ put })),

    /** Remove what cannot be read. */
    discard: (ids: ShelfContents["unreadable"]): Promise<void> =>
      using((database) => database.write({ remove: ids })),
  };
}
