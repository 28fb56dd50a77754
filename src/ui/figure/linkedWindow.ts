import type { Figure } from "../../charts/figure.ts";
import type { ViewStore } from "../page/viewStore.ts";

export interface LinkedWindow {
  /** Do to the figure what is not the viewer's doing; the link's steps are shown again after it. */
  keep: (figure: Figure, change: () => void) => void;
  /** The part on screen has changed: whoever zooms leaves the steps that the link asked for. */
  onNavigation: () => void;
}

/** The steps that a link zooms to stay on screen, whatever run is drawn, until the viewer zooms. */
export function createLinkedWindow(viewStore: ViewStore): LinkedWindow {
  let isOfPage = false;
  return {
    keep: (figure, change) => {
      isOfPage = true;
      change();
      const { window } = viewStore.getState();
      if (window !== null) figure.setWindow(window, true);
      isOfPage = false;
    },
    onNavigation: () => {
      if (!isOfPage && viewStore.getState().window !== null) viewStore.setState({ window: null });
    },
  };
}
