import { useCallback, useEffect, useState } from "react";
import type { DeletedRun, ShelfContents } from "../../session/runs/runShelf.ts";
import { usePage } from "../page/PageContext.tsx";
import type { RunKeeping } from "../page/runKeeping.ts";

export interface KeptRuns {
  /** Null until they have been read. */
  contents: ShelfContents | null;
  /** Why something could not be done, a sentence. */
  fault: string | null;
  /** The run deleted last, which can be put back. */
  deleted: DeletedRun | null;
  setDeleted: (deleted: DeletedRun | null) => void;
  /** Do something with kept runs, then read them again. What `work` returns or throws is said. */
  attempt: (work: (keeping: RunKeeping) => Promise<string | null | void>) => Promise<void>;
}

const EMPTY: ShelfContents = { runs: [], unreadable: [] };

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "The kept runs could not be read.";
}

/** The kept runs as a panel shows them. */
export function useKeptRuns(): KeptRuns {
  const { runs } = usePage();
  const [contents, setContents] = useState<ShelfContents | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [deleted, setDeleted] = useState<DeletedRun | null>(null);
  const attempt = useCallback<KeptRuns["attempt"]>(
    async (work) => {
      try {
        const keeping = await runs.load();
        setFault((await work(keeping)) ?? null);
        setContents(await keeping.shelf.list());
      } catch (error) {
        setFault(messageOf(error));
        setContents((before) => before ?? EMPTY);
      }
    },
    [runs],
  );
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      try {
        const { shelf } = await runs.load();
        const listed = await shelf.list();
        if (!isGone) setContents(listed);
      } catch (error) {
        if (isGone) return;
        setFault(messageOf(error));
        setContents(EMPTY);
      }
    };
    void read();
    return () => {
      isGone = true;
    };
  }, [runs]);
  return { contents, fault, deleted, setDeleted, attempt };
}
