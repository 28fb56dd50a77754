import { Suspense } from "react";
import { useStore } from "zustand";
import { lazyPart } from "../controls/lazyPart.tsx";
import { ExperimentDetails } from "../experiment/ExperimentDetails.tsx";
import { ExperimentSentence } from "../experiment/ExperimentSentence.tsx";
import { ForeignNote } from "../experiment/ForeignNote.tsx";
import { LearningRate } from "../learningRate/LearningRate.tsx";
import { AxisOptions } from "../overlays/AxisOptions.tsx";
import { OverlayList } from "../overlays/OverlayList.tsx";
import { usePage, useSession } from "../page/PageContext.tsx";
import { CurrentPreset } from "../presets/CurrentPreset.tsx";
import styles from "./Columns.module.css";

/** Only with runs that are compared. */
const ComparedRuns = lazyPart(async () => (await import("../runs/ComparedRuns.tsx")).ComparedRuns, {
  name: "The list of compared runs",
});

/** What is trained, the step size, and what is drawn. */
export function ControlsColumn({ onShowPresets }: { onShowPresets: () => void }) {
  const page = usePage();
  const isForeign = useSession((state) => state.status === "foreign");
  const hasCompared = useStore(page.runs.compared, ({ runs }) => runs.length > 0);
  return (
    <>
      <CurrentPreset onShowPresets={onShowPresets} />
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
    </>
  );
}
