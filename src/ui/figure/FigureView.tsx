import { useEffect, useRef, useState } from "react";
import { createFigure, type Figure, type FigureOptions } from "../../charts/figure.ts";
import type { Navigation } from "../../charts/navigation/navigator.ts";
import type { PanelName, Part } from "../../charts/view.ts";
import type { Experiment } from "../../model/experiment.ts";
import { Kbd } from "../controls/Kbd.tsx";
import { usePage, useView } from "../page/PageContext.tsx";
import { hiddenParts } from "../page/parts.ts";
import { useMediaQuery } from "../page/useMediaQuery.ts";
import { isForPage } from "../transport/keyboard.ts";
import { createLinkedWindow } from "./linkedWindow.ts";
import styles from "./FigureView.module.css";

const ALL: readonly PanelName[] = ["loss", "sharpness", "distance"];
const NARROW: readonly PanelName[] = ["sharpness", "loss"];

/** A phone has room for what is in focus, and a veil would only push it down. */
function optionsOf(
  isNarrow: boolean,
  hidden: readonly Part[],
  focus: readonly PanelName[] | null,
): FigureOptions {
  const panels = (isNarrow ? (focus ?? NARROW) : ALL).filter(
    (panel) => panel === "sharpness" || focus?.includes(panel) === true || !hidden.includes(panel),
  );
  return { panels, compact: isNarrow, hasNoStrip: hidden.includes("strip") };
}

const EVERYTHING: Navigation = { isZoomed: false, follows: true };

/** The element that holds the figure; everything in it is drawn outside React. */
export function FigureView() {
  const page = usePage();
  const container = useRef<HTMLDivElement>(null);
  const shown = useRef<Figure>(null);
  const [{ isZoomed, follows }, setNavigation] = useState<Navigation>(EVERYTHING);
  const isNarrow = useMediaQuery("(width < 760px)");
  const hidden = useView((state) => state.hide);

  useEffect(() => {
    if (container.current === null) return undefined;
    const { player, viewStore, lessons, runs, recordings, setCrosshair, setPlayhead, setFigure } =
      page;
    let isZoomedNow = false;
    const linked = createLinkedWindow(viewStore);
    const figure = createFigure(container.current, {
      onCrosshair: setCrosshair,
      onPlayhead: setPlayhead,
      onNavigation(next) {
        isZoomedNow = next.isZoomed;
        setNavigation((before) =>
          before.isZoomed === next.isZoomed && before.follows === next.follows ? before : next,
        );
        linked.onNavigation();
      },
    });
    const showRun = (experiment: Experiment) => {
      linked.keep(figure, () => {
        figure.setHistory(player.history(), experiment);
      });
    };
    shown.current = figure;
    setFigure(figure);
    const onKeyDown = (event: KeyboardEvent) => {
      if (isZoomedNow && event.key.toLowerCase() === "f" && isForPage(event)) figure.fit();
    };
    document.addEventListener("keydown", onKeyDown);
    const arrange = () => {
      const { focus } = viewStore.getState();
      const isInLesson = lessons.getState().lessonId !== null;
      const parts = hiddenParts(hidden, isInLesson, player.store.getState().experiment);
      figure.setOptions(optionsOf(isNarrow, parts, focus));
      figure.setFocus(focus);
    };
    arrange();
    figure.setView(viewStore.getState().view);
    showRun(player.store.getState().experiment);
    const stopSession = player.store.subscribe((now, before) => {
      if (now.experiment !== before.experiment) arrange();
      if (now.drawnRun !== before.drawnRun) showRun(now.experiment);
      else if (now.version !== before.version) figure.markDirty();
    });
    const stopView = viewStore.subscribe((now, before) => {
      if (now.view !== before.view) figure.setView(now.view);
      if (now.crosshair !== before.crosshair) figure.setCrosshair(now.crosshair);
      if (now.focus !== before.focus) arrange();
      if (now.playhead !== before.playhead) figure.setPlayhead(now.playhead);
      if (now.window !== before.window) linked.keep(figure, () => undefined);
    });
    const stopLessons = lessons.subscribe((now, before) => {
      if (now.lessonId !== before.lessonId) arrange();
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
      stopLessons();
      stopCompared();
      stopUnderlay();
      document.removeEventListener("keydown", onKeyDown);
      shown.current = null;
      setFigure(null);
      figure.destroy();
    };
  }, [page, isNarrow, hidden]);

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
