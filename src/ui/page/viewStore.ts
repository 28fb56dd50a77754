/** What is shown and how: links carry the view, the crosshair is the pointer's. */
import { createStore, type StoreApi } from "zustand";
import { defaultView, type View } from "../../charts/view.ts";

export interface ViewState {
  view: View;
  /** The step under the pointer or the keyboard's crosshair; null = none. */
  crosshair: number | null;
  /** The step gone back to on the timeline; null = the head of the run. */
  playhead: number | null;
  /** What a link asked for that had to be corrected, and why a run was not kept: one sentence each. */
  notices: readonly string[];
}

export type ViewStore = StoreApi<ViewState>;

export function createViewStore(): ViewStore {
  return createStore<ViewState>()(() => ({
    view: defaultView(),
    crosshair: null,
    playhead: null,
    notices: [],
  }));
}
