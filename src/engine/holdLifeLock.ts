import type { LifeSign } from "../protocol/lifeLock.ts";

/** Hold a lock until this worker ends, and tell the page which. Without locks nothing happens. */
export function holdLifeLock(scope: DedicatedWorkerGlobalScope): void {
  // Older browsers, and pages that are not secure, have none.
  const { locks } = scope.navigator as Partial<WorkerNavigator>;
  if (locks === undefined) return;
  const lock = `brink-engine-${crypto.randomUUID()}`;
  const held = locks.request(lock, () => {
    const sign: LifeSign = { type: "alive", lock };
    scope.postMessage(sign);
    return new Promise(() => undefined);
  });
  // Refused to a page that has no origin of its own: the worker runs all the same.
  held.catch(() => undefined);
}
