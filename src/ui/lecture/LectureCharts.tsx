import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { createFigure } from "../../charts/figure.ts";
import { createPortrait } from "../../charts/portrait/portrait.ts";
import { followRun } from "../figure/followRun.ts";
import { createLinkedWindow } from "../figure/linkedWindow.ts";
import { usePage } from "../page/PageContext.tsx";
import { useMediaQuery } from "../page/useMediaQuery.ts";
import type { Lecture } from "./lecture.ts";
import { lectureView } from "./overlayLevel.ts";
import styles from "./LectureView.module.css";

/** Loss and sharpness; drawn outside React, as everything in charts/. */
export function LectureFigure({ lecture }: { lecture: Lecture }) {
  const page = usePage();
  const container = useRef<HTMLDivElement>(null);
  const isUpright = useMediaQuery("(orientation: portrait)");

  useEffect(() => {
    if (container.current === null) return undefined;
    const { viewStore, setCrosshair, setPlayhead } = page;
    const atDesk = page.figure();
    const linked = createLinkedWindow(viewStore);
    const figure = createFigure(container.current, {
      onCrosshair: setCrosshair,
      onPlayhead: setPlayhead,
      onNavigation({ isZoomed }) {
        lecture.setZoomed(isZoomed);
        linked.onNavigation();
      },
    });
    lecture.setFigure(figure);
    page.setFigure(figure);
    figure.setOptions({ panels: ["loss", "sharpness"], compact: isUpright, bare: true });
    const stopRun = followRun(page, figure, linked);
    figure.setPlayhead(viewStore.getState().playhead);
    const steps = atDesk?.visibleSteps() ?? null;
    if (steps !== null && viewStore.getState().window === null) figure.showSteps(steps);
    const showView = () => {
      figure.setView(lectureView(viewStore.getState().view, lecture.store.getState().level));
    };
    showView();
    const stopView = viewStore.subscribe((now, before) => {
      if (now.view !== before.view) showView();
    });
    const stopLevel = lecture.store.subscribe((now, before) => {
      if (now.level !== before.level) showView();
    });
    return () => {
      stopRun();
      stopView();
      stopLevel();
      lecture.setFigure(null);
      if (page.figure() === figure) page.setFigure(atDesk);
      figure.destroy();
    };
  }, [page, lecture, isUpright]);

  return (
    <div className={styles["charts"]}>
      <div ref={container} className={styles["plot"]} />
    </div>
  );
}

export function LecturePortrait({ lecture }: { lecture: Lecture }) {
  const { player, viewStore, setCrosshair } = usePage();
  const container = useRef<HTMLDivElement>(null);
  const level = useStore(lecture.store, (state) => state.level);
  const shown = useRef<ReturnType<typeof createPortrait>>(null);

  useEffect(() => {
    if (container.current === null) return undefined;
    const portrait = createPortrait(container.current, {
      onCrosshair: setCrosshair,
      onCaption: () => undefined,
    });
    shown.current = portrait;
    portrait.setHistory(player.history(), player.store.getState().experiment);
    portrait.setPlayhead(viewStore.getState().playhead);
    const stopSession = player.store.subscribe((now, before) => {
      if (now.drawnRun !== before.drawnRun) portrait.setHistory(player.history(), now.experiment);
      else if (now.version !== before.version) portrait.markDirty();
    });
    const stopView = viewStore.subscribe((now, before) => {
      if (now.crosshair !== before.crosshair) portrait.setCrosshair(now.crosshair);
      if (now.playhead !== before.playhead) portrait.setPlayhead(now.playhead);
    });
    return () => {
      stopSession();
      stopView();
      shown.current = null;
      portrait.destroy();
    };
  }, [player, viewStore, setCrosshair]);

  useEffect(() => {
    const show = () => shown.current?.setView(lectureView(viewStore.getState().view, level));
    show();
    return viewStore.subscribe((now, before) => {
      if (now.view !== before.view) show();
    });
  }, [viewStore, level]);

  return (
    <div className={styles["charts"]}>
      <div ref={container} className={styles["plot"]} />
    </div>
  );
}
