import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { createFigure } from "../../charts/figure.ts";
import { createPortrait } from "../../charts/portrait/portrait.ts";
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
    const { player, viewStore, runs, recordings, setCrosshair, setPlayhead } = page;
    const atDesk = page.figure();
    const figure = createFigure(container.current, {
      onCrosshair: setCrosshair,
      onPlayhead: setPlayhead,
      onNavigation({ isZoomed }) {
        lecture.setZoomed(isZoomed);
      },
    });
    lecture.setFigure(figure);
    page.setFigure(figure);
    figure.setOptions({ panels: ["loss", "sharpness"], compact: isUpright, bare: true });
    figure.setHistory(player.history(), player.store.getState().experiment);
    figure.setPlayhead(viewStore.getState().playhead);
    const showGhosts = () => {
      const { underlay } = recordings.store.getState();
      const compared = runs.compared.getState().runs;
      figure.setGhosts(underlay === null ? compared : [underlay, ...compared]);
    };
    showGhosts();
    const steps = atDesk?.visibleSteps() ?? null;
    if (steps !== null) figure.showSteps(steps);
    const showView = () => {
      figure.setView(lectureView(viewStore.getState().view, lecture.store.getState().level));
    };
    showView();
    const stops = [
      player.store.subscribe((now, before) => {
        if (now.drawnRun !== before.drawnRun) figure.setHistory(player.history(), now.experiment);
        else if (now.version !== before.version) figure.markDirty();
      }),
      viewStore.subscribe((now, before) => {
        if (now.view !== before.view) showView();
        if (now.crosshair !== before.crosshair) figure.setCrosshair(now.crosshair);
        if (now.playhead !== before.playhead) figure.setPlayhead(now.playhead);
      }),
      lecture.store.subscribe((now, before) => {
        if (now.level !== before.level) showView();
      }),
      runs.compared.subscribe(showGhosts),
      recordings.store.subscribe((now, before) => {
        if (now.underlay !== before.underlay) showGhosts();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
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
