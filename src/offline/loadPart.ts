/**
 * Loading parts of the page after the first paint. A failed `import()` is fetched anew when it is called
 * again (https://github.com/whatwg/html/pull/10327; Chromium does so); its stylesheets are not.
 */
import { renewStyles, watchStyles } from "./failedStyles.ts";

let isFree: Promise<void> = Promise.resolve();

/** Parts asked for from here on wait: what is on screen first needs the processor. */
export function holdParts(until: Promise<void>): void {
  isFree = until;
}

/** Load a part of the page, after an earlier failure as well. @throws what the import threw. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  await isFree;
  watchStyles();
  await renewStyles();
  return load();
}

export interface UntilLoaded {
  /** Try now. */
  again: () => void;
  stop: () => void;
}

/** Load a part, again whenever the browser comes online, until it is there. Never throws. */
export function untilLoaded<T>(
  load: () => Promise<T>,
  onLoaded: (part: T) => void,
  onFailed: (error: unknown) => void = () => undefined,
): UntilLoaded {
  const over = new AbortController();
  const again = () => void attempt();
  async function attempt(): Promise<void> {
    let part: T;
    try {
      part = await loadPart(load);
    } catch (error) {
      if (!over.signal.aborted) onFailed(error);
      return;
    }
    if (over.signal.aborted) return;
    over.abort();
    onLoaded(part);
  }
  addEventListener("online", again, { signal: over.signal });
  again();
  return {
    again,
    stop: () => {
      over.abort();
    },
  };
}
