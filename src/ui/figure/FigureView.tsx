import { useEffect, useRef } from "react";
import { createFigure } from "../../charts/figure.ts";
import type { PanelName } from "../../charts/view.ts";
import { usePage } from "../page/PageContext.tsx";
import { useMediaQuery } from "../page/useMediaQuery.ts";
import styles from "./FigureView.module.css";

const ALL: readonly PanelName[] = ["loss", "sharpness", "distance"];
const NARROW: readonly PanelName[] = ["sharpness", "loss"];

/** The element that holds the figure; everything in it is drawn outside React. */
export function FigureView() {
  const { player, viewStore, setCrosshair } = usePage();
  const container = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery("(width < 760px)");

  useEffect(() => {
    if (container.current === null) return undefined;
    const figure = createFigure(container.current, { onCrosshair: setCrosshair });
    figure.setOptions({ panels: [...(isNarrow ? NARROW : ALL)], compact: isNarrow });
    figure.setView(viewStore.getState().view);
    figure.setHistory(player.history(), player.store.getState().experiment);
    const stopSession = player.store.subscribe((now, before) => {
      if (now.drawnRun !== before.drawnRun) figure.setHistory(player.history(), now.experiment);
      else if (now.version !== before.version) figure.markDirty();
    });
    const stopView = viewStore.subscribe((now, before) => {
      if (now.view !== before.view) figure.setView(now.view);
      if (now.crosshair !== before.crosshair) figure.setCrosshair(now.crosshair);
    });
    return () => {
      stopSession();
      stopView();
      figure.destroy();
    };
  }, [player, viewStore, setCrosshair, isNarrow]);

  return <div ref={container} className={styles["figure"]} />;
}
