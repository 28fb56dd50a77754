/** What the viewer's own files hold, in memory for this visit; nothing of it leaves the page. */
import type { DataSource, FileIdentity } from "../../model/experiment.ts";
import type { FileRows } from "../../model/ownData/fileRows.ts";
import type { Command } from "../../protocol/commands.ts";
import type { EngineWorker } from "../client.ts";

/** So many files are kept, the last ones: an undo may want the one before. */
const KEPT = 2;

export type OwnRows = ReturnType<typeof createOwnRows>;

const keyOf = (files: readonly FileIdentity[]) => files.map(({ sha256 }) => sha256).join();

export function createOwnRows() {
  const kept = new Map<string, FileRows>();
  return {
    put: (files: readonly FileIdentity[], rows: FileRows): void => {
      const key = keyOf(files);
      kept.delete(key);
      kept.set(key, rows);
      for (const oldest of kept.keys()) {
        if (kept.size > KEPT) kept.delete(oldest);
      }
    },
    /** The rows of an experiment's files; null where they are not at hand, or there are none. */
    of: (data: DataSource): FileRows | null =>
      data.kind === "file" ? (kept.get(keyOf(data.files)) ?? null) : null,
  };
}

/** A worker that is handed the rows with every experiment that is on them. */
export function handingRows(
  createWorker: () => EngineWorker,
  ownRows: OwnRows,
): () => EngineWorker {
  return () => {
    const worker = createWorker();
    const post = worker.postMessage.bind(worker);
    worker.postMessage = (command: Command) => {
      const rows = "experiment" in command ? ownRows.of(command.experiment.data) : null;
      post(rows === null ? command : { ...command, rows });
    };
    return worker;
  };
}
