import { lazy, Suspense, useEffect, useState } from "react";
import { useStore } from "zustand";
import { BackendLine } from "./aside/BackendLine.tsx";
import { Citation } from "./aside/Citation.tsx";
import { Notices } from "./aside/Notices.tsx";
import { PresetWords } from "./aside/PresetWords.tsx";
import { SaveRun } from "./aside/SaveRun.tsx";
import { StepValues } from "./aside/StepValues.tsx";
import { ExperimentDetails } from "./experiment/ExperimentDetails.tsx";
import { ExperimentSentence } from "./experiment/ExperimentSentence.tsx";
import { FigureView } from "./figure/FigureView.tsx";
import { Header } from "./header/Header.tsx";
import { LearningRate } from "./learningRate/LearningRate.tsx";
import { AxisOptions } from "./overlays/AxisOptions.tsx";
import { OverlayList } from "./overlays/OverlayList.tsx";
import { usePage } from "./page/PageContext.tsx";
import { CurrentPreset } from "./presets/CurrentPreset.tsx";
import { StoryView } from "./story/StoryView.tsx";
import { listenToKeys } from "./transport/keyboard.ts";
import { Transport } from "./transport/Transport.tsx";
import styles from "./App.module.css";

const PresetDialog = lazy(async () => {
  const { PresetDialog: component } = await import("./presets/PresetDialog.tsx");
  return { default: component };
});

const RunsDialog = lazy(async () => {
  const { RunsDialog: component } = await import("./runs/RunsDialog.tsx");
  return { default: component };
});
const ComparedRuns = lazy(async () => {
  const { ComparedRuns: component } = await import("./runs/ComparedRuns.tsx");
  return { default: component };
});

const SliceView = lazy(async () => {
  const { SliceView: component } = await import("./mechanism/SliceView.tsx");
  return { default: component };
});

/**
 * The instrument. In the document the story and the run come first, then the controls: that is the
 * order on a phone and for the Tab key; wide screens place the same parts in three columns.
 */
export function App() {
  const page = usePage();
  const [isChoosing, setIsChoosing] = useState(false);
  const [isAtRuns, setIsAtRuns] = useState(false);
  const hasCompared = useStore(page.runs.compared, ({ runs }) => runs.length > 0);
  useEffect(() => listenToKeys(page), [page]);
  const showPresets = () => {
    setIsChoosing(true);
  };
  return (
    <div className={styles["page"]}>
      <Header
        onShowPresets={showPresets}
        onShowRuns={() => {
          setIsAtRuns(true);
        }}
      />
      <main className={styles["desk"]}>
        <div className={styles["story"]}>
          <StoryView />
        </div>
        <div className={styles["middle"]}>
          <FigureView />
          <Transport />
        </div>
        <div className={styles["left"]}>
          <CurrentPreset onShowPresets={showPresets} />
          <hr className={styles["hair"]} />
          <section aria-label="Experiment">
            <ExperimentSentence />
            <ExperimentDetails />
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
          <Suspense fallback={<div className={styles["sliceRoom"]} />}>
            <SliceView />
          </Suspense>
          <StepValues />
          <PresetWords />
          <BackendLine />
          <SaveRun />
          <Citation />
        </div>
      </main>
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
