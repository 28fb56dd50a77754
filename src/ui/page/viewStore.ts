/** What is shown and how: links carry the view, the crosshair is the pointer's. */
import { createStore, type StoreApi } from "zustand";
import {
  defaultView,
  type Lock,
  type PanelName,
  type Part,
  type StepRange,
  type View,
} from "../../charts/view.ts";

/** The instrument with all its parts, or its charts alone in large type for a room. */
export type PageMode = "desk" | "lecture";

export interface ViewState {
  view: View;
  mode: PageMode;
  /** Parts of the page that are not shown. */
  hide: readonly Part[];
  /** Parts in which the reader may change nothing. */
  lock: readonly Lock[];
  /** The steps that a link zooms to, until the viewer zooms; null = none. */
  window: StepRange | null;
  /** The step under the pointer or the keyboard's crosshair; null = none. */
  crosshair: number | null;
  /** The step gone back to on the timeline; null = the head of the run. */
  playhead: number | null;
  /** The panels that are not veiled; null = no veil. */
  focus: readonly PanelName[] | null;
  /** What a link had wrong, why a run was not kept or a file not opened: one sentence each. */
  notices: readonly string[];
  /** A file that was read and does not say η. */
  unsaidRate: UnsaidRate | null;
  /** Files that the viewer has brought to train on, none yet where the page is to ask; null = not asked. */
  ownFiles: readonly File[] | null;
}

export interface UnsaidRate {
  fileName: string;
  /** Show its run with this η. */
  show: (learningRate: number) => void;
}

export type ViewStore = StoreApi<ViewState>;

export function createViewStore(): ViewStore {
  return createStore<ViewState>()(() => ({
    view: defaultView(),
    mode: "desk",
    hide: [],
    lock: [],
    window: null,
    crosshair: null,
    playhead: null,
    focus: null,
    notices: [],
    unsaidRate: null,
    ownFiles: null,
  }));
}
