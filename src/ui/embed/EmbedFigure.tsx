import { useEffect, useRef } from "react";
import { createFigure } from "../../charts/figure.ts";
import type { PanelName } from "../../charts/view.ts";
import type { Embed } from "./embed.ts";
import styles from "./EmbedView.module.css";

const PANELS: readonly PanelName[] = ["loss", "sharpness", "distance"];

/** Narrower, there is room for a phone's names and read-outs only. */
const COMPACT_WIDTH = 560;

/** The charts that the link shows; drawn outside React. */
export function EmbedFigure({ embed }: { embed: Embed }) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = container.current;
    if (element === null) return undefined;
    const { player, store, recordings, link } = embed;
    const figure = createFigure(element, {
      onCrosshair: (crosshair) => {
        store.setState({ crosshair });
      },
      onNavigation: () => undefined,
      onPlayhead: (playhead) => {
        store.setState({ playhead });
      },
    });
    const panels = PANELS.filter((panel) => panel === "sharpness" || !link.hide.includes(panel));
    const fitWidth = () => {
      const compact = element.clientWidth < COMPACT_WIDTH;
      figure.setOptions({ panels, compact, hasNoStrip: link.hide.includes("strip") });
    };
    const showRun = () => {
      figure.setHistory(embed.history(), player.store.getState().experiment);
      if (link.window !== null) figure.setWindow(link.window, true);
      figure.setPlayhead(store.getState().playhead);
    };
    fitWidth();
    figure.setView(link.view);
    showRun();
    const widths = new ResizeObserver(fitWidth);
    widths.observe(element);
    const stops = [
      player.store.subscribe((now, before) => {
        if (now.drawnRun !== before.drawnRun) showRun();
        else if (now.version !== before.version) figure.markDirty();
      }),
      store.subscribe((now, before) => {
        if (now.recorded !== before.recorded || now.hasBegun !== before.hasBegun) showRun();
        else if (now.playhead !== before.playhead) figure.setPlayhead(now.playhead);
      }),
      recordings.store.subscribe(({ underlay }) => {
        figure.setGhosts(underlay === null ? [] : [underlay]);
      }),
    ];
    // The wheel belongs to the page around, which would be stuck here; with Ctrl, as a pinch comes, it zooms.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) event.stopPropagation();
    };
    element.addEventListener("wheel", onWheel, { capture: true, passive: true });
    return () => {
      for (const stop of stops) stop();
      widths.disconnect();
      element.removeEventListener("wheel", onWheel, { capture: true });
      figure.destroy();
    };
  }, [embed]);
  return <div ref={container} className={styles["figure"]} />;
}
