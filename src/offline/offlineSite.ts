/** The site on this device: its files kept for use without a network, and what is new on the server. */
import { createStore } from "zustand/vanilla";

export interface OfflineState {
  /** Everything that the page needs is kept here. */
  isKept: boolean;
  /** A newer version is kept too and waits. */
  hasUpdate: boolean;
}

/** Hears of the service worker; `updateNow` loads the newer version. */
export type Register = (listener: {
  onOfflineReady: () => void;
  onNeedRefresh: () => void;
}) => (reload?: boolean) => Promise<void>;

/** @param load brings the registration; where that fails the page goes on without being kept. */
export function createOfflineSite(load: () => Promise<Register>) {
  const store = createStore<OfflineState>()(() => ({ isKept: false, hasUpdate: false }));
  let updateNow: ((reload?: boolean) => Promise<void>) | null = null;
  return {
    store,
    /** Change to the newer version: loads the page anew. Nothing else ever does. */
    update: async (): Promise<void> => {
      await updateNow?.(true);
    },
    /** Keep the site, and hear of newer versions. Never throws: without a service worker nothing is kept. */
    keep: async (): Promise<void> => {
      try {
        const register = await load();
        updateNow = register({
          onOfflineReady: () => {
            store.setState({ isKept: true });
          },
          onNeedRefresh: () => {
            store.setState({ hasUpdate: true });
          },
        });
      } catch {
        // The connection is gone or the browser forbids it; the page itself needs neither.
      }
    },
  };
}

/** Work of the opening run comes first: the files are fetched once that is on screen. */
const KEEP_AFTER_MS = 6000;

async function loadRegistration(): Promise<Register> {
  const { registerSW } = await import("virtual:pwa-register");
  return registerSW;
}

/**
 * The kept site of this page. Only what was built is kept, and nothing where the page is a guest in
 * another site's frame.
 */
export const offlineSite = createOfflineSite(loadRegistration);

export function keepSiteSoon(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator) || window.parent !== window) return;
  const keep = () => {
    void offlineSite.keep();
  };
  setTimeout(keep, KEEP_AFTER_MS);
}
