import { isLifeSign } from "../protocol/lifeLock.ts";
import type { EngineWorker } from "./client.ts";

/** Start the engine; Vite finds the worker by this very expression. */
export function startWorker(): EngineWorker {
  const worker = new Worker(new URL("../engine/worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (!isLifeSign(data)) return;
    // Granted once the worker is no more, however it ended.
    const ended = navigator.locks.request(data.lock, () => {
      worker.dispatchEvent(new ErrorEvent("error", { message: "it ended without a word" }));
    });
    ended.catch(() => undefined);
  });
  return worker;
}
