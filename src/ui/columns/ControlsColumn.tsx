import { Suspense } from "react";
import { useStore } from "zustand";
import type { Part } from "../../charts/view.ts";
import { lazyPart } from "../controls/lazyPart.tsx";
import { Locked } from "../controls/Locked.tsx";
import { ExperimentDetails } from "../experiment/ExperimentDetails.tsx";
import { ExperimentSentence } from "../experiment/ExperimentSentence.tsx";
import { ForeignNote } from "../experiment/ForeignNote.tsx";
import { LearningRate } from "../learningRate/LearningRate.tsx";
import { AxisOptions } from "../overlays/AxisOptions.tsx";
import { OverlayList } from "../overlays/OverlayList.tsx";
import { usePage, useSession, useView } from "../page/PageContext.tsx";
import { useIsFixed } from "../page/parts.ts";
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
  const isFixed = useIsFixed("experiment");
  const hidden = useView((state) => state.hide);
  const shows = (part: Part) => !hidden.includes(part);
  const hasCompared = useStore(page.runs.compared, ({ runs }) => runs.length > 0);
  return (
    <>
      {shows("presets") && <CurrentPreset onShowPresets={onShowPresets} />}
      {shows("experiment") && (
        <>
          <hr className={styles["hair"]} />
          <section aria-label="Experiment">
            <Locked isLocked={isFixed}>
              {isForeign ? (
                <ForeignNote />
              ) : (
                <>
                  <ExperimentSentence />
                  <ExperimentDetails />
                </>
              )}
            </Locked>
          </section>
        </>
      )}
      {shows("rate") && (
        <>
          <hr className={styles["hair"]} />
          <LearningRate />
        </>
      )}
      {shows("overlays") && (
        <>
          <hr className={styles["hair"]} />
          <OverlayList />
        </>
      )}
      {hasCompared && (
        <Suspense>
          <ComparedRuns />
        </Suspense>
      )}
      {shows("axes") && (
        <>
          <hr className={styles["hair"]} />
          <AxisOptions />
        </>
      )}
    </>
  );
}
