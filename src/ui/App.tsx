import { lazy, Suspense, useCallback, useEffect, useState, type MouseEvent } from "react";
import type { Part } from "../charts/view.ts";
import { Notices } from "./aside/Notices.tsx";
import { lazyPart } from "./controls/lazyPart.ts";
import { FigureView } from "./figure/FigureView.tsx";
import { Header } from "./header/Header.tsx";
import { useHelpKey } from "./keys/useHelpKey.ts";
import { usePage, useView } from "./page/PageContext.tsx";
import { useIsFixed } from "./page/parts.ts";
import { StoryView } from "./story/StoryView.tsx";
import { listenToKeys } from "./transport/keyboard.ts";
import { Transport } from "./transport/Transport.tsx";
import styles from "./App.module.css";

/** What the viewer opens; where it cannot be loaded the page says so. */
const PresetDialog = lazy(async () => ({
  default: (await import("./presets/PresetDialog.tsx")).PresetDialog,
}));
const RunsDialog = lazy(async () => ({
  default: (await import("./runs/RunsDialog.tsx")).RunsDialog,
}));
const ShareDialog = lazy(async () => ({
  default: (await import("./share/ShareDialog.tsx")).ShareDialog,
}));
const KeysDialog = lazy(async () => ({
  default: (await import("./keys/KeysDialog.tsx")).KeysDialog,
}));
/** Nothing of it is on screen at first. */
const OpenFiles = lazy(async () => ({
  default: (await import("./files/OpenFiles.tsx")).OpenFiles,
}));

/** The charts come first; both columns have their place and follow at once. */
const ControlsColumn = lazyPart(
  async () => (await import("./columns/ControlsColumn.tsx")).ControlsColumn,
);
const WordsColumn = lazyPart(async () => (await import("./columns/WordsColumn.tsx")).WordsColumn);

const LectureView = lazyPart(async () => (await import("./lecture/LectureView.tsx")).LectureView);
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
  const [isChoosing, setIsChoosing] = useState(false);
  const [isAtKeys, setIsAtKeys] = useState(false);
  const [isSharing, setIsSharing] = useState(false);
  const [isAtRuns, setIsAtRuns] = useState(false);
  const isLecture = useView((state) => state.mode === "lecture");
  const hidden = useView((state) => state.hide);
  const shows = (part: Part) => !hidden.includes(part);
  const isLeftShown = LEFT.some(shows);
  const isRightShown = RIGHT.some(shows);
  const isRunFixed = useIsFixed("transport");
  useEffect(() => listenToKeys(page), [page]);
  const showKeys = useCallback(() => {
    setIsAtKeys(true);
  }, []);
  useHelpKey(showKeys);
  const showPresets = () => {
    setIsChoosing(true);
  };
  return (
    <div className={styles["page"]}>
      {shows("transport") && !isRunFixed && (
        <a className={styles["skip"]} href="#run-controls" onClick={skipToRun}>
          Skip to Play
        </a>
      )}
      {shows("header") && (
        <Header
          onShowPresets={showPresets}
          onShowRuns={() => {
            setIsAtRuns(true);
          }}
          onShowKeys={showKeys}
          onShare={() => {
            setIsSharing(true);
          }}
        />
      )}
      <main
        className={styles["desk"]}
        data-left={isLeftShown ? undefined : "none"}
        data-right={isRightShown ? undefined : "none"}
        data-transport={shows("transport") ? undefined : "none"}
      >
        {shows("story") && (
          <div className={styles["story"]}>
            <StoryView />
          </div>
        )}
        <div className={styles["middle"]}>
          {shows("transport") && <Transport />}
          <FigureView />
        </div>
        {isLeftShown && (
          <div className={styles["left"]}>
            <Suspense>
              <ControlsColumn onShowPresets={showPresets} />
            </Suspense>
          </div>
        )}
        <div className={styles["aside"]}>
          <Notices />
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
      {isAtKeys && (
        <Suspense>
          <KeysDialog
            onClose={() => {
              setIsAtKeys(false);
            }}
          />
        </Suspense>
      )}
      <Suspense>
        <OpenFiles />
      </Suspense>
      {isSharing && (
        <Suspense>
          <ShareDialog
            onClose={() => {
              setIsSharing(false);
            }}
          />
        </Suspense>
      )}
      {isAtRuns && (
        <Suspense>
          <RunsDialog
            onClose={() => {
              setIsAtRuns(false);
            }}
          />
        </Suspense>
      )}
      {isChoosing && (
        <Suspense>
          <PresetDialog
            onClose={() => {
              setIsChoosing(false);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
