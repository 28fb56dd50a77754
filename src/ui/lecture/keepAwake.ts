/** Keeps the display on while something is presented, where the browser can. */

/** The part of `navigator.wakeLock` that is used. */
export interface WakeLocks {
  request(type: "screen"): Promise<{ released: boolean; release(): Promise<void> }>;
}

/**
 * Hold a lock while the page is on screen: browsers end it when the page is hidden, so it is asked for
 * again. A refusal (low battery, no support) is silent.
 * @param locks absent where the browser has none
 * @returns a function that lets go
 */
export function keepAwake(
  locks: WakeLocks | undefined,
  page: Pick<Document, "visibilityState" | "addEventListener" | "removeEventListener">,
): () => void {
  if (locks === undefined) return () => undefined;
  let isOver = false;
  let isAsking = false;
  let held: Awaited<ReturnType<WakeLocks["request"]>> | null = null;

  const release = () => {
    const lock = held;
    held = null;
    if (lock !== null && !lock.released) void lock.release().catch(() => undefined);
  };
  const ask = async () => {
    if (isAsking || isOver || page.visibilityState !== "visible") return;
    if (held !== null && !held.released) return;
    isAsking = true;
    held = await locks.request("screen").catch(() => null);
    isAsking = false;
    if (isOver || page.visibilityState !== "visible") release();
  };
  const onChange = () => {
    if (page.visibilityState === "visible") void ask();
    else release();
  };
  page.addEventListener("visibilitychange", onChange);
  void ask();
  return () => {
    isOver = true;
    page.removeEventListener("visibilitychange", onChange);
    release();
  };
}
