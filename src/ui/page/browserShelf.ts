import type { Shelf } from "../../session/calibrations.ts";

const KEY = "brink-calibrations";

/** The browser's storage. It may be forbidden or full; then nothing is remembered. */
export function browserShelf(): Shelf {
  return {
    owner: `${navigator.userAgent} ${navigator.hardwareConcurrency}`,
    load: () => {
      try {
        return localStorage.getItem(KEY);
      } catch {
        return null;
      }
    },
    store: (text) => {
      try {
        localStorage.setItem(KEY, text);
      } catch {
        return;
      }
    },
  };
}
