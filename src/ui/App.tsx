import { Suspense, useCallback, useEffect, useState, type MouseEvent } from "react";
import { useStore } from "zustand";
import { About } from "./aside/About.tsx";
import { BackendLine } from "./aside/BackendLine.tsx";
import { Citation } from "./aside/Citation.tsx";
import { Notices } from "./aside/Notices.tsx";
import { OfflineLine } from "./aside/OfflineLine.tsx";
import { PresetWords } from "./aside/PresetWords.tsx";
import { StepValues } from "./aside/StepValues.tsx";
import { lazyDialog } from "./controls/lazyDialog.tsx";
import { lazyPart } from "./controls/lazyPart.tsx";
import { MissingParts } from "./controls/MissingParts.tsx";
import { ExperimentDetails } from "./experiment/ExperimentDetails.tsx";
import { ExperimentSentence } from "./experiment/ExperimentSentence.tsx";
import { ForeignNote } from "./experiment/ForeignNote.tsx";
import { FigureView } from "./figure/FigureView.tsx";
import { MissingOpenFiles } from "./files/MissingOpenFiles.tsx";
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

const PresetDialog = lazyDialog(
  "“Presets”",
  async () => (await import("./presets/PresetDialog.tsx")).PresetDialog,
);
const RunsDialog = lazyDialog(
  "“Runs”",
  async () => (await import("./runs/RunsDialog.tsx")).RunsDialog,
);
const ShareDialog = lazyDialog(
  "“Share”",
  async () => (await import("./share/ShareDialog.tsx")).ShareDialog,
);
const KeysDialog = lazyDialog(
  "“Keys”",
  async () => (await import("./keys/KeysDialog.tsx")).KeysDialog,
);

const ComparedRuns = lazyPart(async () => (await import("./runs/ComparedRuns.tsx")).ComparedRuns, {
  name: "The list of compared runs",
});
/** Nothing of it is on screen at first. */
const OpenFiles = lazyPart(async () => (await import("./files/OpenFiles.tsx")).OpenFiles, {
  absent: MissingOpenFiles,
});
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
        onShowRuns={() => {
          setIsAtRuns(true);
        }}
        onShowKeys={showKeys}
        onShare={() => {
          setIsSharing(true);
        }}
      />
      <MissingParts />
      <main className={styles["desk"]}>
        <div className={styles["story"]}>
          <StoryView />
        </div>
        <div className={styles["middle"]}>
          <Transport />
          <FigureView />
        </div>
        <div className={styles["left"]}>
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
          <OfflineLine />
          <About onShowKeys={showKeys} />
        </div>
        <Suspense>
          <ExplainSymbols />
        </Suspense>
      </main>
      {isAtKeys && (
        <KeysDialog
          onClose={() => {
            setIsAtKeys(false);
          }}
        />
      )}
      <Suspense>
        <OpenFiles />
      </Suspense>
      {isSharing && (
        <ShareDialog
          onClose={() => {
            setIsSharing(false);
          }}
        />
      )}
      {isAtRuns && (
        <RunsDialog
          onClose={() => {
            setIsAtRuns(false);
          }}
        />
      )}
      {isChoosing && (
        <PresetDialog
          onClose={() => {
            setIsChoosing(false);
          }}
        />
      )}
    </div>
  );
}
