/** The page and its stores for components. */
import { createContext, use, useEffect, useState } from "react";
import { useStore } from "zustand";
import type { SessionState } from "../../session/store.ts";
import type { Page } from "./page.ts";
import type { ViewState } from "./viewStore.ts";

export const PageContext = createContext<Page | null>(null);

export function usePage(): Page {
  const page = use(PageContext);
  if (page === null) throw new Error("This component needs a PageContext around it.");
  return page;
}

export function useSession<T>(selector: (state: SessionState) => T): T {
  return useStore(usePage().player.store, selector);
}

export function useView<T>(selector: (state: ViewState) => T): T {
  return useStore(usePage().viewStore, selector);
}

/**
 * The step and version of the session, at most once in `intervalMs`: for texts that a person
 * reads while they change.
 */
export function useSlowSession(intervalMs: number): SessionState {
  const { store } = usePage().player;
  const [state, setState] = useState(store.getState);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = () => {
      timer = undefined;
      setState(store.getState());
    };
    const unsubscribe = store.subscribe((now, before) => {
      if (now.status !== before.status || now.drawnRun !== before.drawnRun) {
        clearTimeout(timer);
        take();
      } else {
        timer ??= setTimeout(take, intervalMs);
      }
    });
    take();
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [store, intervalMs]);
  return state;
}
