/** Stores the run of this tab piece by piece, so that nothing of it is lost when the page is reloaded. */
import type { History } from "../history.ts";
import { snapshotOf } from "../runs/keptRun.ts";
import { packColumns } from "../runs/packedColumns.ts";
import { faultOf } from "../runs/shelfFault.ts";
import type { SessionState } from "../store.ts";
import type { OpenRunDatabase } from "./openRunDatabase.ts";
import type { OpenRunHead } from "./openRun.ts";

/** A tab that was closed gives way when so many others have shown a run since. */
const MOST_TABS = 4;

export interface OpenRunKeeperOptions {
  tab: string;
  /** Tells the runs of this visit from those of a copy of this tab. */
  visit: string;
  open: () => Promise<OpenRunDatabase>;
  /** Milliseconds since 1970. */
  now: () => number;
}

function tabAndTime(head: unknown): { tab: string; savedAt: number } | null {
  if (typeof head !== "object" || head === null) return null;
  const { tab, savedAt } = head as Partial<OpenRunHead>;
  return typeof tab === "string" && typeof savedAt === "number" ? { tab, savedAt } : null;
}

export function createOpenRunKeeper({ tab, visit, open, now }: OpenRunKeeperOptions) {
  /** The history that is stored, how far, and under which name. */
  let stored: { history: History; rows: number; run: string } | null = null;
  let count = 0;
  let hasTidied = false;

  async function tidy(database: OpenRunDatabase): Promise<void> {
    const heads = (await database.heads()).flatMap((head) => tabAndTime(head) ?? []);
    const others = heads.filter((head) => head.tab !== tab).sort((a, b) => b.savedAt - a.savedAt);
    await database.forget(others.slice(MOST_TABS - 1).map((head) => head.tab));
    hasTidied = true;
  }

  return {
    /**
     * Add what is new of the run on screen.
     * @throws Error whose message is a sentence; what was stored before stays.
     */
    async keep(history: History, state: SessionState): Promise<void> {
      const { backend, experiment, presetId, backendChoice, until, status } = state;
      if (backend === null) return;
      const { rows, annotations, divergedAt } = snapshotOf(history);
      const { checkpoint } = history;
      const isSame = stored?.history === history && stored.rows <= rows;
      const run = isSame ? stored!.run : `${visit} ${count++}`;
      const first = isSame ? stored!.rows : 0;
      try {
        const database = await open();
        try {
          if (!hasTidied) await tidy(database);
          const { name, precision, reason } = backend;
          const head: OpenRunHead = {
            version: 1,
            tab,
            run,
            savedAt: now(),
            rows,
            experiment,
            presetId,
            backendChoice,
            backend: { name, precision, reason },
            until,
            isRunning: status === "running" || status === "loading",
            annotations,
            divergedAt,
            checkpoint,
          };
          const columns = packColumns({ history, rows }, first);
          await database.write(head, first < rows ? { tab, run, first, columns } : null);
          stored = { history, rows, run };
        } finally {
          database.close();
        }
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
}
