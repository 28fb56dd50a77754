import type { EngineWorker } from "./client.ts";

/** Start the engine; Vite finds the worker by this very expression. */
export function startWorker(): EngineWorker {
  return new Worker(new URL("../engine/worker.ts", import.meta.url), { type: "module" });
}
