import type { FileData } from "../../model/experiment.ts";
import type { FileRows } from "../../model/ownData/fileRows.ts";

/** Files that were read, and what they are known by in an experiment. */
export interface FoundFiles extends Pick<FileData, "format" | "files"> {
  rows: FileRows;
}

export type Answer =
  | { ok: true; found: FoundFiles }
  /** A whole sentence; `wantsPartner`: the file is in order and needs another one beside it. */
  | { ok: false; sentence: string; wantsPartner: boolean };

const CRASHED: Answer = {
  ok: false,
  sentence:
    "The file could not be read: reading it took more than this browser gives. Nothing else was changed.",
  wantsPartner: false,
};

/**
 * Reads files in a worker of its own, which ends with the answer.
 * @param signal ends it before; there is no answer then.
 */
export function readOwnFiles(files: readonly File[], signal: AbortSignal): Promise<Answer> {
  const worker = new Worker(new URL("./readWorker.ts", import.meta.url), { type: "module" });
  return new Promise((resolve) => {
    const end = (answer: Answer) => {
      worker.terminate();
      resolve(answer);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      end(data);
    });
    worker.addEventListener("error", () => {
      end(CRASHED);
    });
    worker.addEventListener("messageerror", () => {
      end(CRASHED);
    });
    signal.addEventListener("abort", () => {
      worker.terminate();
    });
    worker.postMessage(files);
  });
}
