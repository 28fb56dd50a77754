import { useEffect, useRef, useState } from "react";
import { createFigure, type Figure, type FigureOptions } from "../../charts/figure.ts";
import type { Navigation } from "../../charts/navigation/navigator.ts";
import type { PanelName, Part } from "../../charts/view.ts";
import { Kbd } from "../controls/Kbd.tsx";
import { usePage, useView } from "../page/PageContext.tsx";
import { hiddenParts } from "../page/parts.ts";
import { useMediaQuery } from "../page/useMediaQuery.ts";
import { isForPage } from "../transport/keyboard.ts";
import { followRun } from "./followRun.ts";
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
    const { player, viewStore, lessons, setCrosshair, setPlayhead, setFigure } = page;
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
    // Ahead of the run: another experiment may have other panels.
    const stopSession = player.store.subscribe((now, before) => {
      if (now.experiment !== before.experiment) arrange();
    });
    const stopRun = followRun(page, figure, linked);
    const stopView = viewStore.subscribe((now, before) => {
      if (now.view !== before.view) figure.setView(now.view);
      if (now.focus !== before.focus) arrange();
      if (now.window !== before.window) linked.keep(figure, () => undefined);
    });
    const stopLessons = lessons.subscribe((now, before) => {
      if (now.lessonId !== before.lessonId) arrange();
    });
    return () => {
      stopSession();
      stopRun();
      stopView();
      stopLessons();
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
