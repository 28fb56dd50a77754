import { useEffect, useRef, useState } from "react";
import { createFigure, type Figure } from "../../charts/figure.ts";
import type { Navigation } from "../../charts/navigation/navigator.ts";
import type { PanelName } from "../../charts/view.ts";
import { Kbd } from "../controls/Kbd.tsx";
import { usePage } from "../page/PageContext.tsx";
import { useMediaQuery } from "../page/useMediaQuery.ts";
import { isForPage } from "../transport/keyboard.ts";
import styles from "./FigureView.module.css";

const ALL: readonly PanelName[] = ["loss", "sharpness", "distance"];
const NARROW: readonly PanelName[] = ["sharpness", "loss"];

/** A phone has room for what is in focus, and a veil would only push it down. */
function panelsOf(isNarrow: boolean, focus: readonly PanelName[] | null): PanelName[] {
  return [...(isNarrow ? (focus ?? NARROW) : ALL)];
}

const EVERYTHING: Navigation = { isZoomed: false, follows: true };

/** The element that holds the figure; everything in it is drawn outside React. */
export function FigureView() {
  const { player, viewStore, runs, recordings, setCrosshair, setPlayhead, setFigure } = usePage();
  const container = useRef<HTMLDivElement>(null);
  const shown = useRef<Figure>(null);
  const [{ isZoomed, follows }, setNavigation] = useState<Navigation>(EVERYTHING);
  const isNarrow = useMediaQuery("(width < 760px)");

  useEffect(() => {
    if (container.current === null) return undefined;
    let isZoomedNow = false;
    const figure = createFigure(container.current, {
      onCrosshair: setCrosshair,
      onPlayhead: setPlayhead,
      onNavigation(next) {
        isZoomedNow = next.isZoomed;
        setNavigation((before) =>
          before.isZoomed === next.isZoomed && before.follows === next.follows ? before : next,
        );
      },
    });
    shown.current = figure;
    setFigure(figure);
    const onKeyDown = (event: KeyboardEvent) => {
      if (isZoomedNow && event.key.toLowerCase() === "f" && isForPage(event)) figure.fit();
    };
    document.addEventListener("keydown", onKeyDown);
    const arrange = (focus: readonly PanelName[] | null) => {
      figure.setOptions({ panels: panelsOf(isNarrow, focus), compact: isNarrow });
      figure.setFocus(focus);
    };
    arrange(viewStore.getState().focus);
    figure.setView(viewStore.getState().view);
    figure.setHistory(player.history(), player.store.getState().experiment);
    const stopSession = player.store.subscribe((now, before) => {
      if (now.drawnRun !== before.drawnRun) figure.setHistory(player.history(), now.experiment);
      else if (now.version !== before.version) figure.markDirty();
    });
    const stopView = viewStore.subscribe((now, before) => {
      if (now.view !== before.view) figure.setView(now.view);
      if (now.crosshair !== before.crosshair) figure.setCrosshair(now.crosshair);
      if (now.focus !== before.focus) arrange(now.focus);
      if (now.playhead !== before.playhead) figure.setPlayhead(now.playhead);
    });
    const showGhosts = () => {
      const { underlay } = recordings.store.getState();
      const compared = runs.compared.getState().runs;
      figure.setGhosts(underlay === null ? compared : [underlay, ...compared]);
    };
    showGhosts();
    const stopCompared = runs.compared.subscribe(showGhosts);
    const stopUnderlay = recordings.store.subscribe((now, before) => {
      if (now.underlay !== before.underlay) showGhosts();
    });
    return () => {
      stopSession();
      stopView();
      stopCompared();
      stopUnderlay();
      document.removeEventListener("keydown", onKeyDown);
      shown.current = null;
      setFigure(null);
      figure.destroy();
    };
  }, [player, viewStore, runs, recordings, setCrosshair, setPlayhead, setFigure, isNarrow]);

  return (
    <div className={styles["frame"]}>
      <div ref={container} className={styles["figure"]} />
      {isZoomed && (
        <div className={styles["navigation"]}>
          <button type="button" aria-keyshortcuts="f" onClick={() => shown.current?.fit()}>
            Fit<Kbd>F</Kbd>
          </button>
          {!follows && (
            <button type="button" onClick={() => shown.current?.followHead()}>
              Follow
            </button>
          )}
        </div>
      )}
    </div>
  );
}
