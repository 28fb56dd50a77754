import { lazy, Suspense, useCallback, useEffect, useState, type MouseEvent } from "react";
import { useStore } from "zustand";
import { About } from "./aside/About.tsx";
import { BackendLine } from "./aside/BackendLine.tsx";
import { Citation } from "./aside/Citation.tsx";
import { Notices } from "./aside/Notices.tsx";
import { PresetWords } from "./aside/PresetWords.tsx";
import { StepValues } from "./aside/StepValues.tsx";
import { lazyPart } from "./controls/lazyPart.ts";
import { ExperimentDetails } from "./experiment/ExperimentDetails.tsx";
import { ExperimentSentence } from "./experiment/ExperimentSentence.tsx";
import { ForeignNote } from "./experiment/ForeignNote.tsx";
import { FigureView } from "./figure/FigureView.tsx";
import { Header } from "./header/Header.tsx";
import { useHelpKey } from "./keys/useHelpKey.ts";
import { LearningRate } from "./learningRate/LearningRate.tsx";
import { AxisOptions } from "./overlays/AxisOptions.tsx";
import { OverlayList } from "./overlays/OverlayList.tsx";
import { usePage, useSession } from "./page/PageContext.tsx";
import { CurrentPreset } from "./presets/CurrentPreset.tsx";
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
const ComparedRuns = lazy(async () => ({
  default: (await import("./runs/ComparedRuns.tsx")).ComparedRuns,
}));
const ShareDialog = lazy(async () => ({
  default: (await import("./share/ShareDialog.tsx")).ShareDialog,
}));
const KeysDialog = lazy(async () => ({
  default: (await import("./keys/KeysDialog.tsx")).KeysDialog,
}));
const LessonDialog = lazy(async () => ({
  default: (await import("./lessons/LessonDialog.tsx")).LessonDialog,
}));
const LessonPanel = lazy(async () => ({
  default: (await import("./lessons/LessonPanel.tsx")).LessonPanel,
}));
/** Nothing of it is on screen at first. */
const OpenFiles = lazy(async () => ({
  default: (await import("./files/OpenFiles.tsx")).OpenFiles,
}));

const PortraitView = lazyPart(
  async () => (await import("./mechanism/PortraitView.tsx")).PortraitView,
);
const SliceView = lazyPart(async () => (await import("./mechanism/SliceView.tsx")).SliceView);
const ExplainSymbols = lazyPart(
  async () => (await import("./glossary/ExplainSymbols.tsx")).ExplainSymbols,
);

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
  const [isAtLessons, setIsAtLessons] = useState(false);
  const isInLesson = useStore(page.lessons, ({ lessonId }) => lessonId !== null);
  const isForeign = useSession((state) => state.status === "foreign");
  const hasCompared = useStore(page.runs.compared, ({ runs }) => runs.length > 0);
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
      <a className={styles["skip"]} href="#run-controls" onClick={skipToRun}>
        Skip to Play
      </a>
      <Header
        onShowPresets={showPresets}
        isInLesson={isInLesson}
        onShowLessons={() => {
          setIsAtLessons(true);
        }}
        onShowRuns={() => {
          setIsAtRuns(true);
        }}
        onShowKeys={showKeys}
        onShare={() => {
          setIsSharing(true);
        }}
      />
      <main className={`${styles["desk"]} ${isInLesson ? styles["inLesson"] : ""}`}>
        <div className={styles["story"]}>
          <StoryView />
        </div>
        <div className={styles["middle"]}>
          <Transport />
          <FigureView />
        </div>
        {isInLesson && (
          <div className={styles["lesson"]}>
            <Suspense>
              <LessonPanel />
            </Suspense>
          </div>
        )}
        <div className={styles["left"]} hidden={isInLesson}>
          <CurrentPreset onShowPresets={showPresets} />
          <hr className={styles["hair"]} />
          <section aria-label="Experiment">
            {isForeign ? (
              <ForeignNote />
            ) : (
              <>
                <ExperimentSentence />
                <ExperimentDetails />
              </>
            )}
          </section>
          <hr className={styles["hair"]} />
          <LearningRate />
          <hr className={styles["hair"]} />
          <OverlayList />
          {hasCompared && (
            <Suspense>
              <ComparedRuns />
            </Suspense>
          )}
          <hr className={styles["hair"]} />
          <AxisOptions />
        </div>
        <div className={styles["aside"]}>
          <Notices />
          <div className={styles["portrait"]}>
            <Suspense>
              <PortraitView />
            </Suspense>
          </div>
          <div className={styles["slice"]}>
            <Suspense fallback={<div className={styles["sliceRoom"]} />}>
              <SliceView />
            </Suspense>
          </div>
          <StepValues />
          <PresetWords />
          <BackendLine />
          <Citation />
          <About onShowKeys={showKeys} />
        </div>
        <Suspense>
          <ExplainSymbols />
        </Suspense>
      </main>
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
      {isAtLessons && (
        <Suspense>
          <LessonDialog
            onClose={() => {
              setIsAtLessons(false);
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
