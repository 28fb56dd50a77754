import { Suspense, useCallback, useEffect, useState, type MouseEvent } from "react";
import { useStore } from "zustand";
import type { Part } from "../charts/view.ts";
import { lazyPart } from "./controls/lazyPart.tsx";
import { MissingParts } from "./controls/MissingParts.tsx";
import { OpenDialog, type DialogName } from "./Dialogs.tsx";
import { FigureView } from "./figure/FigureView.tsx";
import { MissingOpenFiles } from "./files/MissingOpenFiles.tsx";
import { Header } from "./header/Header.tsx";
import { useHelpKey } from "./keys/useHelpKey.ts";
import { usePage, useView } from "./page/PageContext.tsx";
import { useHiddenParts, useIsFixed } from "./page/parts.ts";
import { listenToKeys } from "./transport/keyboard.ts";
import styles from "./App.module.css";

const LessonPanel = lazyPart(async () => (await import("./lessons/LessonPanel.tsx")).LessonPanel, {
  name: "The lesson",
});

/** Nothing of it is on screen at first. */
const OpenFiles = lazyPart(async () => (await import("./files/OpenFiles.tsx")).OpenFiles, {
  absent: MissingOpenFiles,
});
/** The charts come first; both columns have their place and follow at once. */
const ControlsColumn = lazyPart(
  async () => (await import("./columns/ControlsColumn.tsx")).ControlsColumn,
  { name: "The controls" },
);
const Notices = lazyPart(async () => (await import("./aside/Notices.tsx")).Notices);
const WordsColumn = lazyPart(async () => (await import("./columns/WordsColumn.tsx")).WordsColumn);

const LectureView = lazyPart(async () => (await import("./lecture/LectureView.tsx")).LectureView, {
  name: "The lecture view",
});
const Transport = lazyPart(async () => (await import("./transport/Transport.tsx")).Transport, {
  name: "The transport",
});
const StoryView = lazyPart(async () => (await import("./story/StoryView.tsx")).StoryView, {
  name: "The story",
});
/** What the printer gets. */
const Handout = lazyPart(async () => (await import("./share/handout/Handout.tsx")).Handout);
const PortraitView = lazyPart(
  async () => (await import("./mechanism/PortraitView.tsx")).PortraitView,
);
const SliceView = lazyPart(async () => (await import("./mechanism/SliceView.tsx")).SliceView);
const ExplainSymbols = lazyPart(
  async () => (await import("./glossary/ExplainSymbols.tsx")).ExplainSymbols,
);

/** The parts of the outer columns: a column is there while one of its parts is. */
const LEFT: readonly Part[] = ["presets", "experiment", "rate", "overlays", "axes"];
const RIGHT: readonly Part[] = ["story", "portrait", "slice", "notes"];

/** Past the header and the numbers. The hash belongs to the run, so that the link must not be followed. */
function skipToRun(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>("#run-controls button:enabled")?.focus();
}

/**
 * The instrument. In the document the story and the run come first, then the controls: that is the
 * order on a phone and for the Tab key; wide screens place the same parts in three columns. The
 * transport precedes the charts, so that Play is the fourth tab stop.
 */
export function App() {
  const page = usePage();
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const isInLesson = useStore(page.lessons, ({ lessonId }) => lessonId !== null);
  const isLecture = useView((state) => state.mode === "lecture");
  const hidden = useHiddenParts();
  const shows = (part: Part) => !hidden.includes(part);
  const isLeftShown = LEFT.some(shows);
  const isRightShown = RIGHT.some(shows);
  const isRunFixed = useIsFixed("transport");
  useEffect(() => listenToKeys(page), [page]);
  const showKeys = useCallback(() => {
    setDialog("keys");
  }, []);
  useHelpKey(showKeys);
  return (
    <div className={styles["page"]}>
      {shows("transport") && !isRunFixed && (
        <a className={styles["skip"]} href="#run-controls" onClick={skipToRun}>
          Skip to Play
        </a>
      )}
      {shows("header") && <Header isInLesson={isInLesson} onShow={setDialog} />}
      <MissingParts />
      <main
        className={`${styles["desk"]} ${isInLesson ? styles["inLesson"] : ""}`}
        data-left={isLeftShown || isInLesson ? undefined : "none"}
        data-right={isRightShown ? undefined : "none"}
        data-transport={shows("transport") ? undefined : "none"}
      >
        {shows("story") && (
          <div className={styles["story"]}>
            <Suspense fallback={<div className={styles["storyRoom"]} />}>
              <StoryView />
            </Suspense>
          </div>
        )}
        <div className={styles["middle"]}>
          {shows("transport") && (
            <Suspense fallback={<section className={styles["transportRoom"]} />}>
              <Transport />
            </Suspense>
          )}
          <FigureView />
        </div>
        {isInLesson && (
          <div className={styles["lesson"]}>
            <Suspense>
              <LessonPanel />
            </Suspense>
          </div>
        )}
        {isLeftShown && (
          <div className={styles["left"]} hidden={isInLesson}>
            <Suspense>
              <ControlsColumn
                onShowPresets={() => {
                  setDialog("presets");
                }}
              />
            </Suspense>
          </div>
        )}
        <div className={styles["aside"]}>
          <Suspense>
            <Notices />
          </Suspense>
          {shows("portrait") && (
            <div className={styles["portrait"]}>
              <Suspense>
                <PortraitView />
              </Suspense>
            </div>
          )}
          {shows("slice") && (
            <div className={styles["slice"]}>
              <Suspense fallback={<div className={styles["sliceRoom"]} />}>
                <SliceView />
              </Suspense>
            </div>
          )}
          {shows("notes") && (
            <Suspense>
              <WordsColumn onShowKeys={showKeys} />
            </Suspense>
          )}
        </div>
        <Suspense>
          <ExplainSymbols />
        </Suspense>
      </main>
      {isLecture && (
        <Suspense>
          <LectureView />
        </Suspense>
      )}
      <Suspense>
        <Handout />
      </Suspense>
      <Suspense>
        <OpenFiles />
      </Suspense>
      {dialog !== null && (
        <OpenDialog
          name={dialog}
          onClose={() => {
            setDialog(null);
          }}
        />
      )}
    </div>
  );
}
